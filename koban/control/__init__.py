"""The reconciler's own page."""
