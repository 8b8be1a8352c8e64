"""All SQL: engines, control tables, communities' records, blobs."""
