"""A community, and a feature of it, get other names while people's phones still know the old ones; nothing is lost."""

from __future__ import annotations

import json
from contextlib import closing

import httpx

from koban.model.clock import SystemClock
from koban.store.data import DataStores
from koban_engage.report.records import REPORT
from tests.acceptance.fleet import Fleet, wait_for
from tests.acceptance.small import community, make_small, manifest

SENT, QUEUED, AGAIN = "0123456789ABCDEFGHJK", "1123456789ABCDEFGHJK", "2123456789ABCDEFGHJK"
REPORT_BODY = {"category": "litter", "text": "Two bags beside the bin.", "anonymous": True}


WHARF = community("wharf", "Wharf").replace("{name: wharf}", "{name: wharf, movedFrom: quay}")
RENAMED = WHARF.replace("report:\n", "tell-us:\n      uses: report\n      movedFrom: report\n")


def host(fleet: Fleet, name: str) -> dict[str, str]:
    return {"host": f"{name}.localhost:{fleet.port}", "origin": f"http://{name}.localhost:{fleet.port}"}


def send(fleet: Fleet, name: str, receipt: str) -> httpx.Response:
    """As an app does."""
    headers = host(fleet, name) | {"idempotency-key": receipt}
    return fleet.client.post("/api/report/reports", json=REPORT_BODY, headers=headers)


def from_the_outbox(fleet: Fleet, name: str, receipt: str) -> httpx.Response:
    """As the page or its service worker does with what waited for a network."""
    form = {"text": "It waited here.", "anonymous": "yes", "receipt": receipt, "act": "send", "look": "yes"}
    headers = host(fleet, name) | {"idempotency-key": receipt, "accept": "application/json"}
    files = [(key, (None, value)) for key, value in form.items()]
    return fleet.client.post("/report/new/litter", files=files, headers=headers)


def found(fleet: Fleet, name: str, instance: str, receipt: str) -> bool:
    answer = fleet.client.post(
        f"/api/{instance}/status", json={"receipt": receipt}, headers=host(fleet, name)
    )
    return answer.status_code == 200


def test_a_rename_loses_nothing(workspace: Fleet) -> None:
    make_small(workspace, "quay", "pier")
    workspace.up()
    workspace.wait_until_announced()
    assert send(workspace, "quay", SENT).status_code == 201
    (file,) = (workspace.state / "data").glob("*.db")
    before = file.stat().st_ino

    workspace.commit({manifest("quay"): None, manifest("wharf"): WHARF})
    wait_for(lambda: workspace.shows("wharf", "Wharf"), "it is served under its new name")
    wait_for(lambda: set(workspace.seen()) == {"wharf", "pier"}, "and listed so")
    page = workspace.get("quay", "/report/?lang=en")
    assert (page.status_code, page.headers["location"]) == (
        308,
        f"http://wharf.localhost:{workspace.port}/report/?lang=en",
    )
    assert workspace.get("desk.quay").headers["location"] == f"http://desk.wharf.localhost:{workspace.port}/"
    for name in ("wharf", "quay"):
        assert found(workspace, name, "report", SENT), name
    assert workspace.get("quay", "/sw.js").status_code == 200

    assert from_the_outbox(workspace, "quay", QUEUED).status_code == 201
    assert from_the_outbox(workspace, "quay", QUEUED).status_code == 200
    assert from_the_outbox(workspace, "wharf", QUEUED).status_code == 200
    assert found(workspace, "wharf", "report", QUEUED)
    assert not found(workspace, "pier", "report", QUEUED)

    workspace.commit({manifest("wharf"): RENAMED})
    wait_for(lambda: found(workspace, "wharf", "tell-us", SENT), "the feature has its new name")
    assert send(workspace, "quay", AGAIN).status_code == 201, "old community, old feature"
    assert send(workspace, "wharf", AGAIN).status_code == 200
    assert found(workspace, "wharf", "tell-us", AGAIN)
    both = workspace.get("quay", "/report/").headers["location"]
    assert both == f"http://wharf.localhost:{workspace.port}/tell-us/"

    assert json.loads(workspace.koban("plan", "--format", "json").stdout)["changes"] == []
    went = [row for row in workspace.history()["history"] if row["community"] == "wharf"]
    assert [row["generation"] for row in went] == [3, 2, 1]
    assert not [row for row in workspace.history()["history"] if row["community"] == "quay"]
    assert [path.name for path in (workspace.state / "data").glob("*.db")] == [file.name]
    assert file.stat().st_ino == before
    assert not list((workspace.state / "archive").glob("*"))
    assert workspace.stop() == 0
    with closing(DataStores(workspace.state, SystemClock())) as data:
        assert data.of(file.stem).read().count(REPORT) == 3
