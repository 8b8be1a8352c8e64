"""The control loop: one queue, one file a phase."""
