"""A preview's page: words, both sides, and nothing that could run or be framed by others."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from koban.control.preview import Pair, View, make_preview
from koban.model.plan import Change
from koban.plan.grouping import Group
from koban.plan.report import PlanReport, Told

NOW, NEW = "http://kade.localhost:8711", "http://kade.localhost:8712"


THERE, THEN = View(NEW), View(NOW)


def pair(name="kade", *, now=THEN, proposed=THERE, language="nl", also=()):
    change = Change.model_validate(
        {
            "community": name,
            "action": "update",
            "summary": "The title changes",
            "sentences": ['The title is now "<script>alert(1)</script>"'],
            "fields": [{"path": "title.nl", "before": "<b>", "after": None}],
            "approvals": ["chief"],
        }
    )
    return Pair(Group((name, *also), change, language), now, proposed)


def page(*pairs, **more):
    told = [Told(one.group.change, one.group.language) for one in pairs]
    report = PlanReport(told, communities=len(told), since="main (1234567)", language="nl", **more)
    return Client(make_preview(report, pairs))


class Client:
    """Asks the page in this process."""

    def __init__(self, app):
        self._app = app

    def get(self, path, **more):
        return asyncio.run(self._get(path, more))

    async def _get(self, path, more):
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8710") as client:
            return await client.get(path, **more)


def policy(answer):
    return dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))


def test_one_change_is_shown_at_once():
    answer = page(pair()).get("/")
    assert '<html lang="nl"' in answer.text
    assert answer.text.count("<iframe") == 2
    assert f'src="{NOW}/"' in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "met instemming van: korpsleiding" in answer.text
    for tag in ("<script", "style=", "<b>"):
        assert tag not in answer.text


def test_nothing_runs_and_only_both_apps_are_framed():
    answer = page(pair()).get("/")
    assert policy(answer) == {
        "default-src": "'none'",
        "style-src": "'self'",
        "frame-src": f"{NOW} {NEW}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert answer.text.count('sandbox="allow-scripts allow-same-origin allow-forms allow-popups"') == 2


def test_of_many_each_has_a_page_of_its_own():
    client = page(pair(also=("zuid",)), pair("gmina", language="pl"), pair("far", now=None, proposed=None))
    everything = client.get("/")
    assert "<iframe" not in everything.text
    assert policy(everything)["frame-src"] == "'none'"
    assert 'href="/kade"' in everything.text
    assert 'href="/far"' not in everything.text
    assert "hetzelfde in 2 gemeenschappen" in everything.text
    one = client.get("/gmina")
    assert '<html lang="pl"' in one.text
    assert (one.text.count("<iframe"), 'href="/"' in one.text) == (2, True)
    for gone in ("/far", "/nobody"):
        assert (client.get(gone).status_code, "<iframe" in client.get(gone).text) == (404, False)


def test_a_side_that_is_not_there_says_why():
    answer = page(pair(now=View(reason="Deze is er nog niet."))).get("/")
    assert answer.text.count("<iframe") == 1
    assert "Deze is er nog niet." in answer.text
    assert policy(answer)["frame-src"] == NEW


@pytest.mark.parametrize("path", ["/", "/kade", "/preview.css", "/nobody"])
def test_every_answer_is_guarded(path):
    client = page(pair())
    assert client.get(path).headers["x-content-type-options"] == "nosniff"
    assert client.get(path, headers={"host": "evil.example"}).status_code == 421


def test_mistakes_are_named():
    assert "noord" in page(pair(), invalid=["noord"]).get("/").text
