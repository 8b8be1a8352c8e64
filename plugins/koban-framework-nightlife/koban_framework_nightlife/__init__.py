"""A small capability module about nightlife, as a force would write it: data, and one entry point."""
