"""Open data for KOBAN: a GeoJSON connector and a screen that shows its records."""
