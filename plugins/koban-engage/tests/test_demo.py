"""Made-up records fill every feature, once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from random import Random
from typing import Any

import pytest

from koban.api.jobs import Demo
from koban_engage.news.demo import fill as fill_news
from koban_engage.news.records import ARTICLE
from koban_engage.proposals.demo import fill as fill_proposals
from koban_engage.proposals.records import PROPOSAL
from koban_engage.report.demo import fill as fill_reports
from koban_engage.report.records import REPORT

TEXTS = {"nl": "Stad", "en": "Town", "fr": "Ville"}


@pytest.fixture
def town(community: Any) -> Any:
    force = {
        "title": TEXTS,
        "emergency": {"call": "112", "text": TEXTS},
        "purposes": {
            name: {"title": TEXTS, "law": "gdpr", "retention": "180d", "readers": ["officer"]}
            for name in ("response", "question", "participation")
        },
    }
    features = {"report": True, "news": True, "proposals": True}
    unit = {"name": TEXTS, "staffedHours": "Mo-Fr 08:00-16:00"}
    return community(
        {"title": TEXTS, "languages": ["nl", "fr", "en"], "unit": unit, "features": features}, force=force
    )


def demo(town: Any, instance: str) -> Demo:
    served = town.host.shelf.served(town.name)
    return Demo(
        community=served,
        instance=instance,
        config=served.instances[instance].config,
        language="nl",
        now=datetime(2026, 3, 2, 9, tzinfo=UTC),
        random=Random(1),
        store=town.store,
        keyed_hash=lambda text: sha256(text.encode()).hexdigest(),
    )


def counts(town: Any) -> dict[str, int]:
    reader = town.store.read()
    return {type_.name: reader.count(type_) for type_ in (REPORT, PROPOSAL, ARTICLE)}


def test_every_feature_is_filled_once(town: Any) -> None:
    for _ in range(2):
        fill_reports(demo(town, "report"))
        fill_proposals(demo(town, "proposals"))
        fill_news(demo(town, "news"))
        seen = counts(town)
        assert seen["report"] >= 6
        assert seen["proposal"] >= 5
        assert seen["article"] == 2
        assert seen == counts(town)


def test_what_was_made_up_looks_lived_in(town: Any) -> None:
    fill_reports(demo(town, "report"))
    fill_proposals(demo(town, "proposals"))
    fill_news(demo(town, "news"))
    desk = town.sign_in()
    inbox = desk.get("/report/?lang=nl").text
    assert inbox.count("<li>") >= 4
    for show in ("open", "closed"):
        path = re.findall(r'href="(/report/case/[^"]+)"', desk.get(f"/report/?show={show}").text)[0]
        assert desk.get(path).status_code == 200
    for language in ("nl", "fr", "en"):
        assert town.get(f"/?lang={language}").status_code == 200
        assert town.get(f"/news/?lang={language}").text.count('class="card linked"') == 2
        assert town.get(f"/proposals/?lang={language}").status_code == 200
    everything = town.store.read().find(REPORT)
    assert all(stored.value.sent <= datetime(2026, 3, 2, 9, tzinfo=UTC) for stored in everything)
    assert {stored.value.status for stored in everything} >= {"new", "in-progress", "closed"}
