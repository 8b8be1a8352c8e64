"""KOBAN's first-party capability module: capabilities, themes and evidence as data."""
