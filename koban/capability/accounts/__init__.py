"""Gaps, measures, roadmaps and outlooks as commands and pages tell them: names with their titles, results with their inputs."""
