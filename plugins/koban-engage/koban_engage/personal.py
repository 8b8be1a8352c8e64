"""Personal data in free text: found so that its writer is asked, never blocked. Patterns are read by Python and JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["email", "iban", "phone", "plate"]

PATTERNS: dict[Kind, str] = {
    "email": r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
    "iban": r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b",
    "phone": r"(?:\+|\b0|\b00)[1-9][0-9](?:[ ./()-]{0,2}[0-9]){6,12}\b",
    "plate": r"\b(?:[A-Z]{1,3}[ -][A-Z]{1,2}[ -]?[0-9]{1,4}|[0-9]{1,2}-[A-Z]{2,3}-[0-9]{1,3}"
    r"|[0-9]-[A-Z]{3}-[0-9]{3}|[A-Z]{2}-[0-9]{3}-[A-Z]{2}|[A-Z]{2}-[0-9]{2}-[A-Z]{2}|[A-Z]{2}[ -][0-9]{4,5}[A-Z]{0,2}"
    r"|[A-Z]{2} ?[0-9]{4} ?[A-Z]{2}|[0-9]{4} ?[BCDFGHJKLMNPRSTVWXYZ]{3})\b",
}
"""In order: what one has found, the next does not find again."""
MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data, as it stands in the text."""

    kind: Kind
    text: str


def personal_data(text: str) -> list[Found]:
    """What in `text` looks like an e-mail address, a bank account, a phone number or a number plate, at most ten."""
    found: list[Found] = []
    rest = text
    for kind, pattern in PATTERNS.items():
        found.extend(Found(kind, match[0].strip()) for match in re.finditer(pattern, rest))
        rest = re.sub(pattern, " \0 ", rest)
    return list(dict.fromkeys(found))[:MOST]


def redacted(text: str, instead: str) -> str:
    """`text` for everybody to read, with `instead` in the place of whatever looks like personal data."""
    for pattern in PATTERNS.values():
        text = re.sub(pattern, lambda _match: f" {instead} ", text)
    return re.sub(r" {2,}", " ", text).strip()
