"""Text as people typed it, without what no keyboard types. No length is judged here."""

from __future__ import annotations

import unicodedata

_KEPT = "\n\t"
_DROPPED = ("Cc", "Cs")
_OVERRIDES = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u202c\u2069")


def plain(text: str) -> str:
    """`text` in Unicode NFC, with `\\n` for line ends, without control characters, lone surrogates and the marks that make
    text read in another order than it was written, and without white space at both ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        c for c in lines if c in _KEPT or (unicodedata.category(c) not in _DROPPED and c not in _OVERRIDES)
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()
