"""References to secrets become values here, at use only. Values are never kept, logged or part of an error."""
