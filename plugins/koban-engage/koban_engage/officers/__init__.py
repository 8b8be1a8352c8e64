"""Who the unit is, when and where it can be met, who answers otherwise. Sign-in accounts are not here."""
