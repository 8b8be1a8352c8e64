"""What plugins declare and how they are found. Needs pydantic and pluggy only; nothing here runs a feature."""
