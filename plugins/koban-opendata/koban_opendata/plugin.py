"""What koban-opendata declares."""
