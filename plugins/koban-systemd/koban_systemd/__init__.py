"""Secrets that systemd hands to the service that KOBAN runs as."""
