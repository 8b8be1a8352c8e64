"""What koban-framework-nightlife declares."""
