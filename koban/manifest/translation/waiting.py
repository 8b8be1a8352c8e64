"""The lines of texts that wait for their translation: YAML that needs only its `#` taken away."""

from __future__ import annotations

from collections.abc import Iterator

from koban.manifest.translation.marks import waiting
from koban.manifest.translation.parts import List, Map, Part, Words
from koban.manifest.translation.quoting import as_key, as_words

_STEP = "  "


def entry_lines(key: str, part: Part) -> Iterator[str]:
    """`part` below `key`, without any `#` before it."""
    yield from _value(f"{as_key(key)}:", part)


def head_line(key: str, part: Part) -> str:
    """The first of `entry_lines`."""
    return next(entry_lines(key, part))


def _value(head: str, part: Part) -> Iterator[str]:
    if isinstance(part, Words):
        yield waiting(f"{head} {as_words(part.words)}", part.waits_in)
        return
    yield head
    below = _entries(part) if isinstance(part, Map) else _items(part)
    yield from (f"{_STEP}{line}" for line in below)


def _entries(part: Map) -> Iterator[str]:
    for key, child in part.entries.items():
        yield from entry_lines(key, child)


def _items(part: List) -> Iterator[str]:
    for child in part.items:
        if child is None:
            yield waiting("- {}", _language(part))
        elif isinstance(child, Words):
            yield from _value("-", child)
        else:
            first, *more = _entries(child) if isinstance(child, Map) else _items(child)
            yield f"- {first}"
            yield from (f"{_STEP}{line}" for line in more)


def _language(part: Part) -> str:
    if isinstance(part, Words):
        return part.waits_in
    children = part.entries.values() if isinstance(part, Map) else part.items
    return next(_language(child) for child in children if child is not None)
