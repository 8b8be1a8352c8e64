"""One gettext catalogue in memory: `.po` text to messages and their plural rule. Nothing is written to disk."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from babel.messages.pofile import read_po


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one `.po` file: a msgid, or a (msgid, msgid_plural) pair's first, to its translations."""

    messages: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def find(self, msgid: str) -> str | None:
        """The translation of `msgid`, or None."""
        found = self.messages.get(msgid)
        return found[0] if found else None

    def find_plural(self, one: str, n: int) -> str | None:
        """The translation of the message whose singular is `one`, in the form that `n` takes, or None."""
        found = self.messages.get(one)
        if not found:
            return None
        return found[min(self.plural(n), len(found) - 1)]


def read_catalogue(body: bytes) -> Catalogue:
    """Read `.po` text; fuzzy and empty entries do not count as translated."""
    parsed = read_po(BytesIO(body), abort_invalid=True)
    messages: dict[str, tuple[str, ...]] = {}
    for message in parsed:
        if not message.id or message.fuzzy:
            continue
        msgid = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if forms and all(forms):
            messages[msgid] = forms
    return Catalogue(messages, gettext.c2py(parsed.plural_expr))
