"""Receipts: what someone who sent something keeps instead of an account. The store knows keyed hashes of them only."""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U."""
LENGTH = 20
"""100 random bits."""
_READ_AS = str.maketrans(
    {"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\t": None, "\n": None, "\r": None}
)


def new_receipt() -> str:
    """A fresh receipt of 100 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_receipt(written: str) -> str | None:
    """The receipt that someone wrote, whatever spaces, hyphens and look-alikes they used, or None if it is none."""
    if len(written) > 100:
        return None
    letters = written.upper().translate(_READ_AS)
    return letters if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", letters) else None


def in_groups(receipt: str) -> str:
    """As people read it aloud: groups of four with hyphens."""
    return "-".join(receipt[i : i + 4] for i in range(0, LENGTH, 4))
