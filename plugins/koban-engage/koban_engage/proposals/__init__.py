"""Residents propose, support and see what became of it. Reports about incidents are not here."""
