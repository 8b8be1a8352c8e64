"""A finished picture and its table."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture: SVG for those who see it, the same numbers as a table for everybody."""

    title: str
    """What it shows; the SVG's accessible name too."""
    svg: str
    """A whole `svg` element, safe to put into a page: every text in it was escaped."""
    columns: tuple[str, ...]
    """Heads of the table; the first names what a row is about."""
    rows: tuple[tuple[Cell, ...], ...]
    """The table; None where a number is unknown."""
