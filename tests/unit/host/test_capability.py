"""From any screen to why it is there, to the capability, to the need and the evidence; and the desk's whole picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from example_community import example, registry
from sample_community import World, bundle

from koban.model.bundle import Bundle, Compiled, canonical, sha256
from koban.model.clock import FakeClock
from koban.model.indicator import Point

EXAMPLES = ("zoutkade", "kastanienviertel", "modrzewie-gorne", "ribeira-do-farol")
NEED: dict[str, Any] = {
    "statement": {"en": "People can sleep"},
    "rated": {
        "officers": {"severity": 2, "reach": 3},
        "neighbours": {"severity": 5, "reach": 4, "equity": 5},
    },
    "sources": ["partners.neighbours", "police-data"],
    "asksFor": {"calm-nights": 3},
}
RICH: dict[str, Any] = {
    "partners": {"neighbours": {"title": {"en": "Neighbours' panel"}}},
    "needs": {"quiet": NEED},
    "capabilities": {
        "calm-nights": {
            "level": 3,
            "assessed": "2026-01-01",
            "missing": {"skills": ["calming-words"]},
            "proof": [{"title": {"en": "Minutes of the round table"}, "date": "2026-01-01"}],
            "panel": {"by": "neighbours", "level": 1, "date": "2026-02-01"},
        }
    },
    "measures": {
        "course": {
            "kind": "training",
            "title": {"en": "A course in calming words"},
            "gives": {"calm-nights": {"skills": ["calming-words"]}},
            "due": "2020-01-01",
            "trial": {"baseline": {"en": "Calls before"}, "comparison": {"en": "The next quarter"}},
        }
    },
}


def point(until: datetime, **changes: Any) -> Point:
    made = Point("first-answer", "sample", "", until - timedelta(days=7), until, 30.5, 26.0, 41.0, 12, 24.0)
    return replace(made, **changes)


def retired(compiled: Compiled) -> Compiled:
    value = compiled.bundle.model_dump(mode="json", by_alias=True)
    value["known"]["retired"] = {"calm-nights": {"en": "The docks have closed."}}
    parsed = Bundle.model_validate(value)
    body = canonical(parsed.model_dump(mode="json", by_alias=True))
    return Compiled(parsed, body, sha256(body), compiled.blobs)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body>")[2] or html))


def section(html: str, heading: str) -> str:
    return words(html.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0])


def test_a_page_tells_the_whole_chain(world: World, citizen: Any) -> None:
    world.serve(bundle(**RICH))
    page = citizen.get("/about/calm-nights").text
    need = section(page, "Who asks for it")
    assert "People can sleep" in need
    assert "officers Neighbours&#39; panel" in need
    assert "how bad it is 2 5" in need
    assert "how much more it hits those who are heard least not rated 5" in need
    assert "Neighbours&#39; panel and police data" in need
    level = section(page, "How far we are")
    assert "What the unit says of itself 3 · practised" in level
    assert "(Neighbours&#39; panel) 1 · occasional" in level
    assert "What counts 1 · occasional" in level
    assert "the panel sees it lower" in level
    assert "Minutes of the round table" in level
    assert section(page, "What is missing").split() == [
        "Skills",
        "Speaking",
        "so",
        "that",
        "people",
        "calm",
        "down",
    ]
    doing = section(page, "What we do about it")
    for said in ("A course in calming words", "no app: a training", "late", "a trial", "Who does it nobody"):
        assert said in doing, said
    research = section(page, "What research says")
    for said in (
        "A study of nights",
        "One harbour before and after",
        "it helped in part",
        "we read its summary",
    ):
        assert said in research, said
    assert "not very sure" in research
    assert "style=" not in page


def test_what_is_unknown_is_said_to_be_unknown(citizen: Any) -> None:
    page = citizen.get("/about/calm-nights").text
    assert "nobody has rated yet" in section(page, "Who asks for it")
    assert "nobody has assessed it yet" in section(page, "How far we are")
    assert "Nothing yet." in section(page, "What we do about it")
    measured = section(page, "How do we know that it works here?")
    assert "unknown: nothing has been measured here yet" in measured
    assert "Nights without a call" in measured


def test_only_numbers_of_enough_cases_of_the_whole_place_are_public(
    world: World, citizen: Any, clock: FakeClock
) -> None:
    uid, now = world.serve(bundle()), clock.now()
    days = [now - timedelta(days=7 * step) for step in range(5)]
    told = point(days[0])
    hidden = [
        point(days[1], value=71.0, n=9),
        point(days[2], value=72.0, area="Quay"),
        point(days[3], value=73.0, instance="gone"),
    ]
    world.control.series.add(uid, [told, *hidden], now)
    page = citizen.get("/about/calm-nights").text
    table = page.partition('<div class="numbers" role="region" aria-label="Sample')[2].partition("</table>")[
        0
    ]
    assert "30,5" in table
    assert table.count("<tr>") == 2
    for value in ("71", "72", "73"):
        assert f">{value}" not in page, value
    assert 'class="chart chart-series"' in page


def test_a_retired_capability_keeps_its_reason_and_nothing_is_promised(world: World, citizen: Any) -> None:
    world.serve(retired(bundle(**RICH)))
    page = citizen.get("/about/calm-nights").text
    assert "The docks have closed." in page
    assert "How far we are" not in page
    assert "A study of nights" in page
    index = citizen.get("/about").text
    assert "The docks have closed." in section(index, "What we do not work towards")
    assert "All that is asked of us" not in index


def test_there_is_no_page_for_what_is_not_known(citizen: Any) -> None:
    assert citizen.get("/about/calm-night").status_code == 404
    assert citizen.get("/about/").status_code == 404


def test_words_of_another_language_say_which(world: World, citizen: Any) -> None:
    world.serve(bundle(**RICH))
    page = citizen.get("/about/calm-nights?lang=ar").text
    assert '<bdi lang="en">Speaking so that people calm down</bdi>' in page
    assert '<bdi lang="en">One harbour before and after</bdi>' in page


@pytest.fixture(params=EXAMPLES)
def served(
    request: pytest.FixtureRequest, tmp_path: Path, browser_in: Any
) -> Iterator[tuple[World, Any, Compiled]]:
    made = World(
        tmp_path / "examples", FakeClock(datetime(2026, 11, 26, 12, tzinfo=UTC)), registry=registry()
    )
    compiled = example(request.param)
    made.serve(compiled)
    yield made, browser_in, compiled
    made.close()


def test_three_clicks_lead_from_any_screen_to_need_and_evidence(
    served: tuple[World, Any, Compiled],
) -> None:
    world, browser_in, compiled = served
    app = browser_in(world, compiled.bundle.name)
    home = app.get("/").text
    screens = {"/", "/privacy", "/nope", *re.findall(r'<li><a href="(/[a-z-]+/)"', home)}
    assert len(screens) > 4
    for screen in screens:
        assert re.search(r'href="/about(#for-[a-z-]+)?"', app.get(screen).text), screen
    index = app.get("/about").text
    known, spec = compiled.bundle.known, compiled.bundle.spec
    asked = {name for need in spec.needs.values() for name in need.asks_for} - known.retired.keys()
    first = spec.languages[0]
    assert asked
    for name in asked:
        assert f'href="/about/{name}"' in index, name
        page = app.get(f"/about/{name}?lang={first}").text
        for need in spec.needs.values():
            if name in need.asks_for:
                assert need.statement[first] in page
        studies = [one for one in known.capabilities[name]["evidence"] if one in known.evidence]
        assert page.count('<h3 class="study">') == len(studies)


def enter(world: World, desk: Any, groups: tuple[str, ...]) -> None:
    cookie = world.host.dispatcher.entrance.sessions.begin(world.officer("ada", groups))
    desk.cookies["__Host-session"] = cookie.partition("=")[2].partition(";")[0]


def test_the_desk_shows_the_picture_to_all_who_work_there(world: World, desk: Any) -> None:
    world.serve(bundle(**RICH))
    assert desk.get("/capabilities").headers["location"] == "/sign-in"
    enter(world, desk, ("local:officers",))
    page = desk.get("/capabilities").text
    assert '<a href="/capabilities" aria-current="page">' in page
    for kind in ("priority", "levels", "timeline", "steadiness"):
        assert f'class="chart chart-{kind}"' in page, kind
    told = words(page)
    assert "Calm nights 1 3 3 1 the panel sees it lower" in told
    assert "Skills Speaking so that people calm down" in told
    assert "somebody who does it, money and people" in told
    assert "late" in told
    assert "Nothing that was measured contradicts" in told


def test_strangers_to_the_unit_do_not_see_it(world: World, desk: Any) -> None:
    enter(world, desk, ("local:other",))
    assert desk.get("/capabilities").status_code == 403


def test_numbers_that_contradict_a_declared_level_stand_first(
    world: World, desk: Any, clock: FakeClock
) -> None:
    uid = world.serve(bundle(**RICH))
    enter(world, desk, ("local:officers",))
    world.control.series.add(uid, [point(clock.now())], clock.now())
    page = words(desk.get("/capabilities").text)
    assert "Calm nights: level 3 is declared. Hours until the first answer: 30,5 h" in page
    assert "Nothing that was measured contradicts" not in page


def test_a_community_without_needs_has_an_empty_picture(world: World, desk: Any, citizen: Any) -> None:
    world.serve(bundle(needs={}))
    enter(world, desk, ("local:officers",))
    page = desk.get("/capabilities").text
    assert "No need asks for a capability yet" in page
    assert 'class="chart' not in page
    assert "no need in this community names it yet" in citizen.get("/about/calm-nights").text


def test_every_example_has_its_picture_in_each_of_its_languages(
    served: tuple[World, Any, Compiled],
) -> None:
    world, browser_in, compiled = served
    app, desk = (browser_in(world, f"{site}{compiled.bundle.name}") for site in ("", "desk."))
    force = compiled.bundle.force
    groups = tuple(group for members in force.roles.values() for group in members)
    account = world.control.create_account(force.name, "ada", "Ada", groups).id
    cookie = world.host.dispatcher.entrance.sessions.begin(account)
    desk.cookies["__Host-session"] = cookie.partition("=")[2].partition(";")[0]
    for language in compiled.bundle.languages:
        page = desk.get(f"/capabilities?lang={language}")
        assert page.status_code == 200
        assert 'class="chart chart-priority"' in page.text
        for name in compiled.bundle.known.capabilities:
            assert app.get(f"/about/{name}?lang={language}").status_code == 200, (language, name)
