"""Checks over a whole deployment that a force may set to error, warning or off. One module a policy."""
