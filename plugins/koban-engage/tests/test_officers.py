"""Who the unit is, when and where."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from koban_engage.officers.week import week

UNIT = {
    "name": "Quay unit",
    "posts": 2,
    "phone": "+000 123",
    "staffedHours": "Mo-Fr 08:00-16:00",
    "whenEmpty": "Call the town's station.",
    "places": {
        "post": {"title": "The post", "address": "Quay 1"},
        "library": {"address": "Square 2", "hours": "Tu 10:00-12:00"},
    },
}


@pytest.fixture
def town(community: Any) -> Any:
    return community({"features": {"officers": True}, "unit": UNIT})


def test_hours_places_and_who_answers_otherwise(town: Any) -> None:
    page = town.get("/officers/").text
    for words in ("Quay unit", "Quay 1", "Square 2", "Call the town&#39;s station.", "2 officers work here."):
        assert words in page
    assert page.count("Nobody is there") == 2 + 6
    assert 'href="tel:+000123"' in page


def test_officers_show_themselves_and_can_take_it_back(town: Any, photo: bytes) -> None:
    desk = town.sign_in()
    assert "People see nothing of you." in desk.get("/officers/").text
    shown = desk.post(
        "/officers/",
        data={"name": "Officer Reed", "does": "I walk the quay."},
        files={"photo": ("a.jpg", photo)},
    )
    assert shown.status_code in {200, 303}
    assert "People see you as Officer Reed." in desk.get("/officers/").text
    page = town.get("/officers/").text
    assert "Officer Reed" in page
    src = re.search(r'src="(/officers/photo/[^"]+)"', page)
    assert src is not None
    picture = town.get(src[1])
    assert picture.headers["content-type"] == "image/jpeg"
    assert b"Secret" not in picture.content
    desk.post("/officers/", data={"name": "Officer Reed", "does": "Nights."})
    assert "Nights." in town.get("/officers/").text
    assert re.search(r'src="(/officers/photo/[^"]+)"', town.get("/officers/").text)
    assert town.get(src[1]).status_code == 404
    desk.post("/officers/", data={"act": "remove"})
    assert "Officer Reed" not in town.get("/officers/").text
    assert "officers.removed" in [row.act for row in town.store.read().audit_log()]


def test_mistakes_keep_what_was_typed(town: Any) -> None:
    page = town.sign_in().post(
        "/officers/", data={"name": "", "does": "I walk."}, files={"photo": ("a", b"no")}
    )
    assert page.status_code == 422
    assert "I walk." in page.text
    assert 'href="#photo"' in page.text


def test_a_night_shift_shows_on_both_days() -> None:
    begin, end = datetime(2026, 3, 2, 22, tzinfo=UTC), datetime(2026, 3, 3, 6, tzinfo=UTC)

    def clock(moment: datetime) -> str:
        return f"{moment:%H:%M}"

    monday, tuesday, *others = week(date(2026, 3, 2), [(begin, end)], clock, lambda m: f"until {clock(m)}")
    assert monday.bars == [(round(22 / 24, 4), round(2 / 24, 4))]
    assert monday.times == ["22:00–06:00"]
    assert tuesday.bars == [(0.0, 0.25)]
    assert tuesday.times == ["until 06:00"]
    assert not any(day.bars or day.times for day in others)
