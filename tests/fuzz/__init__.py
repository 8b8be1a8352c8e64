"""Looks by brute force for bytes that the reader of manifests cannot bear."""
