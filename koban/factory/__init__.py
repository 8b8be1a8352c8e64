"""The App Factory: the one place that writes to Git, on branches of its own, never on the one that is followed."""
