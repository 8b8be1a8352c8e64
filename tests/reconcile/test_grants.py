"""What is granted decides what goes live; what is not granted holds nobody up, and who has a domain keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from koban.model.condition import ConditionType, Reason, Status
from koban.plugin.registry import Registry
from koban.reconcile.head import read_head
from koban.sources.grants import GrantsFile
from tests.reconcile.conftest import FORCE, WORKSPACE, Bench, community, place

CONNECTOR = "  connectors: {bus: {uses: geojson, with: {url: 'https://open.example/bus.geojson'}, secrets: {key: {env: BUS_KEY}}}}\n"


def at(*domains: str) -> str:
    return f"  app: {{domains: [{', '.join(domains)}]}}\n"


class Granting:
    """A bench whose reconciler reads grants from its state folder."""

    def __init__(self, bench: Bench, registry: Registry) -> None:
        self.bench, self.path = bench, bench.folder / "grants.yaml"
        self.file = GrantsFile(self.path, registry)
        self.restart()

    def restart(self) -> None:
        self.bench.start(grants=self.file.read)

    def grant(self, **forces: dict[str, list[Any]]) -> None:
        """Replace what is granted."""
        draft = self.path.with_name("draft")
        draft.write_text(str({"forces": forces}))
        draft.replace(self.path)

    def begin(self, **specs: str) -> None:
        manifests = {place(name): community(name, name.title()) + spec for name, spec in specs.items()}
        self.bench.commit({"koban.yaml": WORKSPACE % 3, "deployments/haven/force.yaml": FORCE} | manifests)
        self.bench.settle()

    def domains(self, name: str) -> tuple[str, ...]:
        return self.bench.row(name).domains

    def valid(self, name: str) -> tuple[Status, str]:
        found = self.bench.condition(name, ConditionType.VALID)
        return found.status, found.message


@pytest.fixture
def granting(new_bench: Callable[[], Bench], registry: Registry) -> Granting:
    return Granting(new_bench(), registry)


def test_what_was_not_granted_is_left_out_and_told_and_the_app_goes_live(granting: Granting) -> None:
    granting.begin(kade=at("kade.example", "old.example") + CONNECTOR)
    granting.grant(haven={"domains": ["kade.example"]})
    granting.bench.settle()
    assert granting.domains("kade") == ("kade.example",)
    assert granting.bench.condition("kade", ConditionType.READY).status is Status.TRUE
    status, message = granting.valid("kade")
    assert status is Status.TRUE
    assert "the domain old.example, the secret {env: BUS_KEY}" in message
    body = granting.bench.store.blob(granting.bench.row("kade").served or "") or b""
    assert b"old.example" not in body
    assert b"BUS_KEY" not in body


def test_granting_later_goes_live_without_a_commit_and_is_told_no_more(granting: Granting) -> None:
    granting.begin(kade=at("kade.example"), zoutkade="")
    before = granting.bench.row("zoutkade")
    assert granting.domains("kade") == ()
    granting.grant(haven={"domains": ["kade.example"]})
    granting.bench.settle()
    assert granting.domains("kade") == ("kade.example",)
    assert granting.valid("kade") == (Status.TRUE, "")
    assert granting.bench.row("kade").generation == 2
    assert granting.bench.row("zoutkade") == before
    granting.grant()
    granting.bench.settle()
    assert granting.domains("kade") == ()
    assert "kade.example" in granting.valid("kade")[1]


def test_the_warning_outlives_a_restart(granting: Granting) -> None:
    granting.begin(kade=at("kade.example"))
    before = granting.valid("kade")
    granting.bench.clock.advance(timedelta(seconds=6))
    granting.restart()
    granting.bench.settle()
    assert granting.valid("kade") == before
    assert "kade.example" in before[1]
    assert len(granting.bench.store.passes()) == 1


def test_nothing_new_writes_nothing(granting: Granting) -> None:
    granting.grant(haven={"domains": ["kade.example"]})
    granting.begin(kade=at("kade.example"), zoutkade=at("old.example") + CONNECTOR)
    written: list[str] = []

    def note(_conn: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and "lease" not in statement:
            written.append(statement)

    event.listen(granting.bench.store._database._engine, "after_cursor_execute", note)
    for _ in range(3):
        granting.bench.clock.advance(timedelta(seconds=70))
        granting.bench.play_host()
        written.clear()
        granting.bench.service.step()
        assert not written
    reads = granting.bench.repository.trees[-1].reads
    reads.clear()
    granting.grant(haven={"domains": ["kade.example"]}, west={"secrets": ["OTHER"]})
    granting.bench.play_host()
    written.clear()
    granting.bench.step()
    assert [line for line in written if "pass" not in line] == []
    assert not [path for path in reads if path.endswith("community.yaml")]


def test_who_is_served_at_a_domain_keeps_it_and_the_newcomer_is_told(granting: Granting) -> None:
    granting.grant(haven={"domains": ["kade.example"]})
    granting.begin(zoutkade=at("kade.example"))
    granting.bench.commit({place("aan-zee"): community("aan-zee", "Aan Zee") + at("kade.example")})
    granting.bench.settle()
    status, message = granting.valid("aan-zee")
    assert status is Status.FALSE
    assert message.startswith(f"{place('aan-zee')}:10:")
    assert "that of the community zoutkade of haven" in message
    assert granting.valid("zoutkade") == (Status.TRUE, "")
    granting.bench.commit({place("zoutkade"): community("zoutkade", "Verder") + at("kade.example")})
    granting.bench.settle()
    assert granting.bench.served_title("zoutkade") == "Verder"


def test_a_domain_moves_from_one_to_another_in_one_commit(granting: Granting) -> None:
    granting.grant(haven={"domains": ["kade.example"]})
    granting.begin(zoutkade=at("kade.example"))
    granting.bench.commit(
        {
            place("aan-zee"): community("aan-zee", "Aan Zee") + at("kade.example"),
            place("zoutkade"): community("zoutkade", "Zoutkade"),
        }
    )
    for _ in range(6):
        granting.bench.settle()
    assert granting.domains("aan-zee") == ("kade.example",)
    assert granting.domains("zoutkade") == ()


def test_breaking_the_holder_s_manifest_takes_nothing_from_it(granting: Granting) -> None:
    granting.grant(haven={"domains": ["kade.example"]})
    granting.begin(zoutkade=at("kade.example"))
    granting.bench.commit(
        {
            place("aan-zee"): community("aan-zee", "Aan Zee") + at("kade.example"),
            place("zoutkade"): "}{",
        }
    )
    for _ in range(4):
        granting.bench.settle()
    assert granting.domains("zoutkade") == ("kade.example",)
    applied = granting.bench.condition("aan-zee", ConditionType.APPLIED)
    assert applied.reason is Reason.PROGRESSING
    assert "until zoutkade is no longer served at kade.example" in applied.message


def test_a_retired_community_gives_its_domain_up(granting: Granting) -> None:
    granting.grant(haven={"domains": ["kade.example"]})
    granting.begin(zoutkade=at("kade.example"), kade="")
    granting.bench.commit(
        {place("zoutkade"): None, place("kade"): community("kade", "Kade") + at("kade.example")}
    )
    for _ in range(6):
        granting.bench.settle()
    assert granting.domains("kade") == ("kade.example",)


def test_a_domain_or_name_of_another_force_is_refused(granting: Granting) -> None:
    granting.grant(haven={}, west={"domains": ["west.example"], "communities": ["kade"]})
    granting.begin(kade="", zoutkade=at("west.example"))
    assert "kept for the force west" in granting.valid("kade")[1]
    assert "granted to the force west, not to haven" in granting.valid("zoutkade")[1]
    assert granting.bench.row("zoutkade").served is None


def test_squatting_on_a_domain_nobody_was_granted_holds_nobody_up(granting: Granting) -> None:
    granting.begin(kade=at("kade.example"), zoutkade=at("kade.example"))
    for name in ("kade", "zoutkade"):
        assert granting.bench.condition(name, ConditionType.READY).status is Status.TRUE
        assert granting.domains(name) == ()


def test_broken_grants_stop_nothing_that_runs_and_are_told(granting: Granting) -> None:
    granting.grant(haven={"domains": ["kade.example"]})
    granting.begin(kade=at("kade.example"))
    granting.path.write_text("forces: [\n")
    granting.bench.settle()
    assert "grants.yaml:" in read_head(granting.bench.store).failure
    assert granting.domains("kade") == ("kade.example",)
    granting.grant(haven={"domains": ["kade.example"]})
    granting.bench.settle()
    assert read_head(granting.bench.store).failure == ""


def test_a_name_written_with_escapes_is_a_claim_too(granting: Granting) -> None:
    granting.grant(haven={"domains": ["kade.example"]})
    hidden = '  app: {"d\\u006fmains": [kade.example]}\n'
    granting.begin(kade=hidden, zoutkade=at("kade.example"))
    assert granting.domains("kade") == ("kade.example",)
    assert "that of the community kade" in granting.valid("zoutkade")[1]
