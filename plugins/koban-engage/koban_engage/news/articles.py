"""News as its readers see it: published articles, newest first, in their language where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from koban.api.web import Stored, Visit
from koban_engage.news.records import ARTICLE, Article, Version

MOST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """An article in one language."""

    id: str
    title: str
    text: str
    language: str
    published: datetime | None

    @property
    def teaser(self) -> str:
        """The first paragraph, cut where it is long."""
        first = self.text.strip().split("\n\n", 1)[0]
        return first if len(first) <= 200 else first[:199].rsplit(" ", 1)[0] + " …"


def published(visit: Visit, limit: int = MOST) -> list[Shown]:
    """Published articles, newest first."""
    found = visit.store.read().find(
        ARTICLE, instance=visit.instance, where={"state": "published"}, limit=MOST
    )
    found.sort(key=lambda stored: stored.value.published or stored.created, reverse=True)
    return [shown(visit, stored) for stored in found[:limit]]


def shown(visit: Visit, stored: Stored[Article]) -> Shown:
    """The article in the reader's language, else in the community's first, else in any it was written in."""
    language, version = _version(visit, stored.value)
    return Shown(stored.id, version.title, version.text, language, stored.value.published)


def _version(visit: Visit, article: Article) -> tuple[str, Version]:
    for language in (visit.language, visit.language.split("-")[0], visit.first_language):
        if language in article.versions:
            return language, article.versions[language]
    return next(iter(article.versions.items()))
