"""What koban-engage declares."""
