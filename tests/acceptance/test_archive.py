"""Removing a community's folder puts its data away and says where; bringing it back brings the data back."""

from __future__ import annotations

import json
from pathlib import Path

from tests.acceptance.fleet import Fleet, wait_for
from tests.acceptance.small import community, make_small, manifest

RECEIPT = "0123456789ABCDEFGHJK"


def test_data_outlives_the_folder(workspace: Fleet) -> None:
    make_small(workspace, "quay", "pier")
    workspace.up()
    workspace.wait_until_announced()
    host = {"host": f"quay.localhost:{workspace.port}"}
    report = {"category": "litter", "text": "Two bags beside the bin.", "anonymous": True}
    sent = workspace.client.post(
        "/api/report/reports", json=report, headers=host | {"idempotency-key": RECEIPT}
    )
    assert sent.status_code == 201, sent.text

    workspace.commit({manifest("quay"): None})
    wait_for(lambda: "quay" not in workspace.seen(), "the community is retired", 30)
    assert workspace.get("quay").status_code in {410, 421}
    assert workspace.get("pier").status_code == 200
    told = json.loads(workspace.koban("status", "--format", "json").stdout)
    assert [one["name"] for one in told["communities"]] == ["pier"]
    archive = Path(told["archived"][0]["archive"])
    assert archive.is_file()
    assert str(archive) in workspace.koban("status").stdout
    assert any(str(archive) in row["reason"] for row in workspace.history()["history"])
    wait_for(lambda: str(archive) in workspace.said(), "the one who watches is told", 5)

    workspace.commit({manifest("quay"): community("quay", "Quay again")})
    wait_for(lambda: workspace.shows("quay", "Quay again"), "it is served again", 30)
    asked = workspace.client.post("/api/report/status", json={"receipt": RECEIPT}, headers=host)
    assert asked.status_code == 200, asked.text
    assert not archive.exists()
    assert workspace.stop() == 0
