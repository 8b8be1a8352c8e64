"""What koban-systemd declares."""
