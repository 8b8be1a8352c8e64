"""A merged spec and the registry to diagnostics or a bundle. Pure: no clock, no disk, no network."""
