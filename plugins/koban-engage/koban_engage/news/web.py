"""The citizen pages of `news`."""

from __future__ import annotations

from koban.api.web import APIRouter, Here, HTTPException, Response
from koban_engage.news.articles import published, shown
from koban_engage.news.records import ARTICLE
from koban_engage.prose import paragraphs

router = APIRouter()


@router.get("/")
def news(visit: Here) -> Response:
    """Everything that is published."""
    return visit.render("news/list.html", articles=published(visit))


@router.get("/{id_}")
def article(visit: Here, id_: str) -> Response:
    """One article; withdrawn ones are gone."""
    stored = visit.store.read().get(ARTICLE, id_)
    if stored is None or stored.instance != visit.instance or stored.value.state != "published":
        raise HTTPException(404)
    one = shown(visit, stored)
    return visit.render("news/article.html", article=one, text=paragraphs(one.text))
