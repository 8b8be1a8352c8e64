"""The front page: what people can report, ask or say."""

from __future__ import annotations

from koban.api.web import APIRouter, Here, Response
from koban_engage.report.wording import staffed_words

router = APIRouter()


@router.get("/")
def front(visit: Here) -> Response:
    """Choose a category, or come back with a receipt."""
    categories = [
        (name, category, visit.date(visit.promise(category.first_answer)))
        for name, category in visit.config.categories.items()
    ]
    return visit.render("report/front.html", categories=categories, staffed=staffed_words(visit))
