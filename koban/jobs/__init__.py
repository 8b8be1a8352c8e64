"""The data plane's background side: connectors, retention, demo data."""
