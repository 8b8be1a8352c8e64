"""Officers write news, citizens read it."""

from __future__ import annotations

import re
from typing import Any

import pytest


@pytest.fixture
def town(community: Any) -> Any:
    return community(
        {
            "languages": ["nl", "en"],
            "title": {"nl": "Stad", "en": "Town"},
            "features": {"news": True},
            "unit": {"name": {"nl": "Team", "en": "Unit"}},
        },
        force=TWO,
    )


TWO = {
    "title": {"nl": "Politie", "en": "Police"},
    "emergency": {"call": "112", "text": {"nl": "Gevaar? Bel 112.", "en": "Danger? Call 112."}},
    "purposes": {
        "response": {
            "title": {"nl": "Antwoorden", "en": "Answering"},
            "law": "gdpr",
            "retention": "180d",
            "readers": ["officer"],
        }
    },
}


def write(desk: Any, act: str = "publish", **fields: str) -> Any:
    page = desk.get("/news/new").text
    path = re.search(r'action="(/news/edit/[^"]+)"', page)
    assert path is not None
    return desk.post(path[1], data={"turn": "0", "act": act, **fields})


def edit_path(desk: Any) -> str:
    found = re.search(r'href="(/news/edit/[^"]+)"', desk.get("/news/").text)
    assert found is not None
    return found[1]


def test_a_published_article_is_read_in_the_readers_language(town: Any) -> None:
    desk = town.sign_in()
    fields = {
        "title-nl": "Nieuwe lampen",
        "text-nl": "Op de kade.\n\nZie https://stad.example/lampen.",
        "title-en": "New lamps",
        "text-en": "On the quay.",
    }
    assert write(desk, **fields).status_code == 200
    assert "New lamps" in town.get("/news/?lang=en").text
    page = town.get("/news/?lang=nl").text
    assert "Nieuwe lampen" in page
    path = re.search(r'href="(/news/[0-9A-Z]{20})"', page)
    assert path is not None
    article = town.get(path[1] + "?lang=nl").text
    assert '<a href="https://stad.example/lampen" rel="noopener noreferrer">' in article
    assert "Nieuwe lampen" in town.get("/?lang=nl").text


def test_an_untranslated_article_says_so(town: Any) -> None:
    write(town.sign_in(), **{"title-nl": "Nieuwe lampen", "text-nl": "Op de kade."})
    path = re.search(r'href="(/news/[0-9A-Z]{20})"', town.get("/news/?lang=en").text)
    assert path is not None
    page = town.get(path[1] + "?lang=en").text
    assert "This was not translated." in page
    assert '<article class="prose" lang="nl"' in page


def test_drafts_and_withdrawn_articles_are_not_public(town: Any) -> None:
    desk = town.sign_in()
    write(desk, "save", **{"title-nl": "Nieuwe lampen", "text-nl": "Op de kade."})
    assert "Nieuwe lampen" not in town.get("/news/").text
    path = edit_path(desk)
    desk.post(path, data={"turn": "1", "act": "publish", "title-nl": "Nieuwe lampen", "text-nl": "Kade"})
    assert "Nieuwe lampen" in town.get("/news/").text
    desk.post(path, data={"turn": "2", "act": "withdraw", "title-nl": "Nieuwe lampen", "text-nl": "Kade"})
    assert "Nieuwe lampen" not in town.get("/news/").text
    assert town.get(path.replace("edit/", "")).status_code == 404


def test_mistakes_lose_nothing(town: Any) -> None:
    page = write(town.sign_in(), **{"title-nl": "", "text-nl": "Op de kade.", "title-en": "Half"})
    assert page.status_code == 422
    assert 'href="#title-nl"' in page.text
    assert 'href="#text-en"' in page.text
    assert "Op de kade." in page.text


def test_two_officers_do_not_overwrite_each_other(town: Any) -> None:
    desk = town.sign_in()
    write(desk, "save", **{"title-nl": "Een", "text-nl": "Kade"})
    late = desk.post(
        edit_path(desk), data={"turn": "0", "act": "save", "title-nl": "Twee", "text-nl": "Kade"}
    )
    assert late.status_code == 409
    assert 'value="Twee"' in late.text
