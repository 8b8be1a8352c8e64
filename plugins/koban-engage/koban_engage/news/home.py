"""What `news` puts on the home page."""

from __future__ import annotations

from koban.api.web import Card, Visit
from koban_engage.news.articles import published


def cards(visit: Visit) -> list[Card]:
    """The newest articles."""
    return [
        Card(
            article.title,
            article.teaser,
            visit.url(article.id),
            "news",
            "news",
            visit.date(article.published) if article.published else "",
            article.language,
        )
        for article in published(visit, visit.config.on_home)
    ]
