"""Open data: a GeoJSON connector and the screen that shows its records. Nothing here knows what a record is used for."""
