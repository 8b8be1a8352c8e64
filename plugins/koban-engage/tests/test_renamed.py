"""A feature gets another name: its records come along, and what was on its way arrives once."""

from __future__ import annotations

from typing import Any

import pytest

from koban_engage.proposals.records import PROPOSAL
from koban_engage.report.records import REPORT

RECEIPT = "0123456789ABCDEFGHJK"
QUEUED = "ZZZZ456789ABCDEFGHJK"
BODY = {
    "category": "noise",
    "text": "Music",
    "anonymous": True,
    "answers": {"often": "once"},
    "place": "Quay",
}


def send(town: Any, instance: str, key: str = RECEIPT) -> Any:
    return town.app.post(f"/api/{instance}/reports", json=BODY, headers={"Idempotency-Key": key})


def status(town: Any, instance: str, key: str = RECEIPT) -> int:
    return int(town.app.post(f"/api/{instance}/status", json={"receipt": key}).status_code)


@pytest.fixture
def renamed(serve: Any, spec: dict[str, Any], town: Any) -> Any:
    """A report was sent, then `report` became `tell-us` and `proposals` became `ideas`."""
    assert send(town, "report").status_code == 201
    return serve({**spec, "features": features(spec)})


def features(spec: dict[str, Any]) -> dict[str, Any]:
    old = spec["features"]
    return {
        "tell-us": {"uses": "report", "movedFrom": "report", **old["report"]},
        "ideas": {"uses": "proposals", "movedFrom": "proposals"},
        "news": True,
    }


def test_the_receipt_opens_it_under_both_names(renamed: Any) -> None:
    assert (status(renamed, "tell-us"), status(renamed, "report")) == (200, 200)
    page = renamed.post("/report/status", data={"receipt": RECEIPT})
    assert page.status_code == 200
    assert "Noise at night" in page.text


def test_a_retry_after_the_rename_is_the_same_report(renamed: Any) -> None:
    assert send(renamed, "report").status_code == 200
    assert send(renamed, "tell-us").status_code == 200
    assert renamed.store.read().count(REPORT) == 1


def test_one_that_waited_on_a_phone_arrives_once(renamed: Any) -> None:
    assert send(renamed, "report", QUEUED).status_code == 201
    assert send(renamed, "report", QUEUED).status_code == 200
    assert status(renamed, "tell-us", QUEUED) == 200
    assert renamed.store.read().count(REPORT) == 2


def test_the_desk_leads_to_the_inbox_of_the_new_name(renamed: Any) -> None:
    desk = renamed.sign_in()
    assert "Noise at night" in desk.get("/tell-us/").text
    answer = desk.get("/report/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        308,
        "http://desk.testville.localhost:8700/tell-us/",
    )


def test_without_the_line_it_stays(serve: Any, spec: dict[str, Any], renamed: Any) -> None:
    changed = features(spec)
    del changed["tell-us"]["movedFrom"]
    town = serve({**spec, "features": changed})
    assert status(town, "tell-us") == 200


def test_a_new_one_with_the_old_name_sees_nothing_of_it(
    serve: Any, spec: dict[str, Any], renamed: Any
) -> None:
    both = {**features(spec), "report": spec["features"]["report"]}
    del both["tell-us"]["movedFrom"]
    town = serve({**spec, "features": both})
    assert (status(town, "report"), status(town, "tell-us")) == (404, 200)
    assert send(town, "report", QUEUED).status_code == 201
    assert (status(town, "report", QUEUED), status(town, "tell-us", QUEUED)) == (200, 404)
    alone = serve({**spec, "features": {"report": spec["features"]["report"]}})
    assert (status(alone, "report"), status(alone, "report", QUEUED)) == (404, 200), (
        "also when the other is off"
    )


def test_reports_never_become_another_feature(serve: Any, spec: dict[str, Any], town: Any) -> None:
    send(town, "report")
    changed = {"bulletin": {"uses": "proposals", "movedFrom": "report"}}
    moved = serve({**spec, "features": changed})
    assert moved.get("/report/", follow_redirects=False).status_code == 404
    back = serve(spec)
    assert status(back, "report") == 200


def test_a_proposal_that_is_sent_again_is_the_same(serve: Any, spec: dict[str, Any], town: Any) -> None:
    form = {"title": "More light", "text": "By the bridge it is dark.", "receipt": RECEIPT, "act": "send"}
    headers = {"Accept": "application/json", "Idempotency-Key": RECEIPT}
    assert town.post("/proposals/new", data=form, headers=headers).status_code == 201
    moved = serve({**spec, "features": features(spec)})
    assert moved.post("/proposals/new", data=form, headers=headers).status_code == 201
    assert moved.post("/ideas/new", data=form, headers=headers).status_code == 201
    assert moved.store.read().count(PROPOSAL) == 1
