"""What koban-framework declares."""
