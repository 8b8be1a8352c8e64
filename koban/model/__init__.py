"""KOBAN's words as frozen types. Nothing here reads files, asks the clock or knows a plugin."""
