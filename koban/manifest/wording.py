"""Plain names for values, as messages show them."""

from __future__ import annotations

from typing import Any

from koban.manifest.node import Node

_SHOWN = 60


def kind_of(value: Any) -> str:
    """What sort of value it is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a map" if isinstance(value, dict) else "a list"


def shown(value: Any) -> str:
    """The value itself if it is short enough to show, else what sort of value it is."""
    if isinstance(value, Node):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list) or value is None:
        return kind_of(value)
    text = str(value)
    return f'"{text if len(text) <= _SHOWN else text[:_SHOWN] + "…"}"'


def path_of(steps: tuple[str | int, ...]) -> str:
    """The last name in a path of keys, for messages: `categories`, or `entry 3 of may`."""
    named = [step for step in steps if step != "[key]"]
    if not named:
        return "this"
    if isinstance(named[-1], int):
        owner = next((step for step in reversed(named) if isinstance(step, str)), "the list")
        return f'entry {named[-1] + 1} of "{owner}"'
    return f'"{named[-1]}"'
