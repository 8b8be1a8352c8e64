"""What pages share: design tokens, templates, icons, CSP, sessions."""
