"""What is observed against what is desired: changes in plain words. Pure."""
