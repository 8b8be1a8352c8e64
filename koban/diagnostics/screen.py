"""How one line of a manifest looks on a terminal: widths, signs that must not reach it, and where a caret goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wcwidth import wcswidth, wcwidth

WIDEST = 160
_TAB = "→   "
# Control signs, and those that turn the direction of what follows: both could make a screen show what is not there.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_LEFT_TO_RIGHT = "\u200e"


def safe(text: str) -> str:
    """`text` on one line, with a visible stand-in for every sign that a terminal would obey."""
    return _UNSAFE.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    return " " if match[0] in "\n\r\t" else "\ufffd"


def draw(line: str, start: int, end: int, hidden: Iterable[tuple[int, int]] = ()) -> tuple[str, int, int]:
    """`line` as it is shown, with the column and width of the caret under its characters `start` to `end` (from 0).

    Characters within `hidden` are shown as stars. A long line is cut so that `start` can be seen.
    """
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    stars = {index for first, last in hidden for index in range(first, min(last, len(line)))}
    shown = ["*" if index in stars else _sign(sign) for index, sign in enumerate(line)]
    first = _cut_before(shown, start)
    before = ("…" if first else "") + "".join(shown[first:start])
    marked = "".join(shown[start:end])
    text, width = before + marked + "".join(shown[end:]), _width(before)
    if _width(text) > WIDEST:
        text = _fit(text, WIDEST) + "…"
    # Without it a line that begins with an Arabic or Hebrew word would be laid out from the right.
    lead = (
        _LEFT_TO_RIGHT if any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in text) else ""
    )
    return lead + text.rstrip(), width, max(1, min(_width(marked), WIDEST - width))


def _sign(sign: str) -> str:
    return _TAB if sign == "\t" else safe(sign)


def _cut_before(shown: list[str], start: int) -> int:
    if sum(map(len, shown[:start])) < WIDEST // 2:
        return 0
    return max(0, start - WIDEST // 4)


def _width(text: str) -> int:
    width = wcswidth(text)
    return width if width >= 0 else sum(max(0, wcwidth(sign)) for sign in text)


def _fit(text: str, width: int) -> str:
    used = 0
    for index, sign in enumerate(text):
        used += max(0, wcwidth(sign))
        if used > width:
            return text[:index]
    return text
