"""Text as people typed it, without what no keyboard types. No length is judged here."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Control characters but line end and tab, lone surrogates, marks that make text read in another order."""
_MOST_MARKS = 30
"""On one letter: what no language passes (UAX #15, section 13). Putting marks in order takes the square of their number."""
_PAST_MARKS = 0x20000
"""No mark stands in a plane above this."""


def plain(text: str) -> str:
    """`text` in Unicode NFC, with `\\n` for line ends, without control characters, lone surrogates and the marks that make
    text read in another order than it was written, and without white space at both ends."""
    kept = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not kept.isascii():
        kept = unicodedata.normalize("NFC", _too_many_marks().sub(r"\1", kept))
    return kept.strip()


@cache
def _too_many_marks() -> re.Pattern[str]:
    """More marks on one letter than any language has; a mark is what takes part in canonical ordering."""
    marks = "".join(
        sign
        for sign in map(chr, range(0x300, _PAST_MARKS))
        if unicodedata.combining(unicodedata.normalize("NFD", sign)[0])
    )
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")
