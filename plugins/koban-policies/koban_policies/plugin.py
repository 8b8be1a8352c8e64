"""What koban-policies declares."""
