"""What plugins' tests import."""
