"""Texts for people: catalogues, plural rules, formats. No page is rendered here."""
