"""Measures KOBAN from outside: real processes, real sockets. Nothing here is part of what is installed."""
