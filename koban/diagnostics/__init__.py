"""Errors as data: where, what and how to mend it. Rendering lives here; finding problems does not."""
