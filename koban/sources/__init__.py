"""All Git: an immutable view of a workspace at a revision."""
