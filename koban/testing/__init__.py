"""What plugins' tests use: a pytest plugin with fixtures. Nothing that runs in service belongs here."""
