"""Colours as arithmetic: contrast, and an app's palette from its one colour. No stylesheet and no page."""
