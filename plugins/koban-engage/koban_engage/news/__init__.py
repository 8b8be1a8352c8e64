"""News the unit writes and citizens read. Alerts with an expiry are not here."""
