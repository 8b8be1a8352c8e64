"""The words and comments of a YAML text in the order in which they stand, to tell whether two texts hold the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

_COMMENT = re.compile(r"#[^\r\n]*")
_BEHIND_A_SIGN = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
_BLOCK = frozenset("|>")


class Piece(NamedTuple):
    """A word (a key or scalar) or a comment, and from where to where it stands."""

    text: str
    """The word's value, or the comment without blanks at its end."""
    start: int
    end: int
    comment: bool = False
    own_line: bool = False
    """Whether a comment stands alone on its line."""
    block: bool = False
    """Whether a word is written behind | or >."""

    def same_as(self, other: Piece) -> bool:
        """Whether both say the same, wherever they stand."""
        return (self.text, self.comment, self.own_line) == (other.text, other.comment, other.own_line)


def pieces_of(text: str) -> list[Piece]:
    """All pieces of a text that the reader accepts."""
    found: list[Piece] = []
    here = 0
    for start, end, value, style in _words(text):
        found += _comments(text, here, start)
        block = style in _BLOCK
        behind = _BEHIND_A_SIGN.match(text, start) if block else None
        if behind is not None:
            found.append(Piece(behind[1].rstrip(), behind.start(1), behind.end(1), comment=True))
        found.append(Piece(value, start, end, block=block))
        here = end
    return [*found, *_comments(text, here, len(text))]


def _words(text: str) -> Iterator[tuple[int, int, str, str]]:
    parser = CParser(text)
    try:
        event: Any = parser.get_event()
        while event is not None:
            start, end = event.start_mark, event.end_mark
            if isinstance(event, yaml.ScalarEvent):
                yield start.index, end.index, event.value, event.style or ""
            event = parser.get_event()
    finally:
        parser.dispose()


def _comments(text: str, start: int, end: int) -> Iterator[Piece]:
    # Between two words stand blanks, line ends, signs of YAML and comments: anchors and tags are refused.
    for match in _COMMENT.finditer(text, start, end):
        line = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        own = not text[line : match.start()].strip()
        yield Piece(match[0].rstrip(), match.start(), match.end(), comment=True, own_line=own)
