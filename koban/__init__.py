"""KOBAN: configuration as code for community policing."""

__version__ = "0.1.0"
