"""Phone numbers inside texts for people: never broken over two lines, never turned round; nothing that dials or checks them."""

from __future__ import annotations

import re

from koban.texts.languages import Direction

_NUMBER = re.compile(r"\+\d[\d ]{4,28}\d")
_LTR_ISOLATE, _END = "\u2066", "\u2069"


def keep_numbers(text: str, direction: Direction) -> str:
    """`text` with its international phone numbers in one piece, and read from left to right in right-to-left text."""
    if "+" not in text:
        return text
    before, after = (_LTR_ISOLATE, _END) if direction == "rtl" else ("", "")
    return _NUMBER.sub(lambda found: before + found[0].replace(" ", "\u00a0") + after, text)
