"""Which form a report was made on: today's, an older one kept by digest, or one that nobody knows any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from koban.api.web import Visit
from koban_engage.report.config import Category, definition
from koban_engage.report.records import Flag, ReportRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """A form, and how it stands to what the manifest asks today."""

    definition: Mapping[str, Any]
    digest: str
    flags: tuple[Flag, ...] = ()

    @property
    def category(self) -> str:
        """The category's name."""
        return str(self.definition["category"])

    @property
    def current(self) -> bool:
        """Whether it is today's form."""
        return not self.flags

    @property
    def unknown(self) -> bool:
        """Whether the form it was made on is gone; then answers cannot be checked."""
        return "form-unknown" in self.flags


def asked(visit: Visit, category: str, digest: str = "") -> Asked | None:
    """The form of `category` with `digest` (today's if empty), or None if neither category nor form is known."""
    settings: Category | None = visit.config.categories.get(category)
    today = visit.used.used.forms.get(category, "") if visit.used else ""
    if settings is not None and digest in {"", today}:
        return Asked(definition(category, settings), today)
    older = visit.form_definition(digest) if digest else None
    if older is not None and older.get("category") == category:
        return Asked(older, digest, ("old-form",) if settings is not None else ("category-gone",))
    if settings is not None:
        return Asked(definition(category, settings), "", ("form-unknown",))
    return None


def promise_again(visit: Visit, record: ReportRecord) -> datetime:
    """The date by which a report that is open again is answered: as promised the first time, counted from now."""
    form = asked(visit, record.category, record.form)
    return visit.promise(form.definition["firstAnswer"]) if form else visit.now
