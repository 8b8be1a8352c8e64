"""Marks a plan's sentences for translators. Nothing is translated here: that is done where the language is known."""

from __future__ import annotations


def phrase(words: str) -> str:
    """`words` as they are; they stand in the plan's catalogues."""
    return words


def phrases(one: str, many: str) -> tuple[str, str]:
    """The same for words that go with a number: those for one and those for many."""
    return one, many
