"""References to secrets become values here, at use only."""
