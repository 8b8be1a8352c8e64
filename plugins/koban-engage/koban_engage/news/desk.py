"""The desk pages of `news`: write, publish, withdraw."""

from __future__ import annotations

from collections.abc import Mapping

from koban.api.web import APIRouter, Here, HTTPException, Response, Stored, Visit, Writer
from koban_engage.news.articles import shown
from koban_engage.news.records import ARTICLE, Article
from koban_engage.news.writing import written
from koban_engage.officer import officer_of
from koban_engage.receipt import new_receipt, read_receipt
from koban_engage.sent import Sent, SentForm

router = APIRouter()
MOST = 200


@router.get("/")
def articles(visit: Here) -> Response:
    """Everything that was written."""
    officer_of(visit)
    found = visit.store.read().find(ARTICLE, instance=visit.instance, limit=MOST)
    return visit.render("news/desk.html", articles=[(shown(visit, stored), stored.value) for stored in found])


@router.get("/new")
def begin(visit: Here) -> Response:
    """An empty article."""
    officer_of(visit)
    return _page(visit, new_receipt(), None, Sent())


@router.get("/edit/{id_}")
def edit(visit: Here, id_: str) -> Response:
    """An article as it stands."""
    officer_of(visit)
    stored = _stored(visit, id_)
    if stored is None:
        raise HTTPException(404)
    return _page(visit, id_, stored.value, _as_sent(stored.value))


@router.post("/edit/{id_}")
def save(visit: Here, id_: str, sent: SentForm) -> Response:
    """Keep what was written, and publish or withdraw it."""
    login = officer_of(visit).login
    stored = _stored(visit, id_)
    if stored is None and read_receipt(id_) is None:
        raise HTTPException(404)
    text = written(visit, sent)
    if text.errors:
        return _page(visit, id_, stored.value if stored else None, sent, 422, errors=text.errors)
    before = stored.value if stored else Article(versions=text.versions)
    state, said = _state(visit, before, sent)
    published = before.published or visit.now if state == "published" else before.published
    after = before.model_copy(
        update={
            "versions": text.versions,
            "state": state,
            "published": published,
            "by": login,
            "turn": before.turn + 1,
        }
    )

    def act(writer: Writer) -> bool:
        now = writer.get(ARTICLE, id_)
        if (now.value.turn if now else 0) != sent.number("turn"):
            return False
        writer.put(ARTICLE, after, instance=visit.instance, id=id_)
        writer.audit(login, f"news.{state}", id_)
        return True

    if not visit.store.write(act):
        now = _stored(visit, id_)
        return _page(visit, id_, now.value if now else None, sent, 409, changed=True)
    return visit.redirect(note=said)


def _state(visit: Visit, before: Article, sent: Sent) -> tuple[str, str]:
    match sent.text("act"):
        case "publish":
            return "published", visit._("It is published. Everybody can read it.")
        case "withdraw":
            return "withdrawn", visit._("It is withdrawn. Nobody can read it in the app any more.")
        case _:
            return before.state, visit._("It is kept.")


def _stored(visit: Visit, id_: str) -> Stored[Article] | None:
    stored = visit.store.read().get(ARTICLE, id_)
    return stored if stored is not None and stored.instance == visit.instance else None


def _as_sent(article: Article) -> Sent:
    fields: dict[str, list[str]] = {}
    for language, version in article.versions.items():
        fields[f"title-{language}"] = [version.title]
        fields[f"text-{language}"] = [version.text]
    return Sent(fields)


def _page(
    visit: Visit,
    id_: str,
    article: Article | None,
    sent: Sent,
    status: int = 200,
    *,
    errors: Mapping[str, str] | None = None,
    changed: bool = False,
) -> Response:
    return visit.render(
        "news/edit.html",
        status,
        id=id_,
        article=article,
        turn=article.turn if article else 0,
        sent=sent,
        errors=errors or {},
        changed=changed,
    )
