"""What a form sent: fields and files, read once and bounded. What they mean is each page's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from koban.api.web import Depends, HTTPException, Request, plain

MOST_FIELDS = 300
CARRIED = "photo-kept"
"""The field of a photo that a page without JavaScript carries along as text."""
LARGEST_FIELD = 6 * 1024 * 1024
"""Of such a photo."""
LONGEST_TEXT = 100_000
"""Of all other fields: far more than any may have in the end, so that nothing typed is lost."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form."""

    fields: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    wants_json: bool = False
    """Sent by the outbox, which reads JSON."""

    def text(self, name: str) -> str:
        """What was typed in the field, as people type it."""
        return plain(self.raw(name))

    def raw(self, name: str) -> str:
        """The field as it came."""
        return self.fields.get(name, [""])[0]

    def texts(self, name: str) -> list[str]:
        """All values of a field that may come more than once."""
        return [plain(value) for value in self.fields.get(name, [])]

    def yes(self, name: str) -> bool:
        """Whether the field says yes."""
        return self.raw(name) == "yes"

    def number(self, name: str) -> int:
        """A whole number from 0, or -1 if it is none."""
        digits = self.text(name)
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else -1


async def _read(request: Request) -> Sent:
    fields: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    async with request.form(max_files=3, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                if len(value) > LONGEST_TEXT and name != CARRIED:
                    raise HTTPException(413)
                fields.setdefault(name, []).append(value)
            elif body := await value.read():
                files[name] = body
    return Sent(fields, files, "application/json" in request.headers.get("accept", ""))


SentForm = Annotated[Sent, Depends(_read)]
"""What a form sent, for a handler's parameter."""
