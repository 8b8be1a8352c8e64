"""What plugins declare and how they are found. Declaring needs pydantic and pluggy only; nothing here runs a feature."""
