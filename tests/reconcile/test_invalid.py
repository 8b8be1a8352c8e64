"""A mistake reaches its author with its place, and never what is served."""

from __future__ import annotations

import pytest

from koban.model.condition import ConditionType, Reason, Status
from koban.reconcile.head import read_head
from tests.reconcile.conftest import FORCE, WORKSPACE, Bench, community, place

BAD = {
    "a feature nobody has": community("kade", "Kade", feature="reprot"),
    "no YAML": "}{ this is no YAML\n",
    "nothing": "",
    "another name": community("elders", "Kade"),
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_a_bad_manifest_leaves_the_last_good_one_and_the_others_alone(bench: Bench, text: str) -> None:
    bench.begin("kade", "zoutkade")
    bench.settle()
    good = bench.row("kade").served
    revision = bench.commit({place("kade"): text, place("zoutkade"): community("zoutkade", "Verder")})
    bench.settle()
    valid = bench.condition("kade", ConditionType.VALID)
    assert (valid.status, valid.reason) == (Status.FALSE, Reason.INVALID)
    assert valid.message.startswith(f"{place('kade')}:")
    assert valid.message.split(":")[1].isdigit()
    assert bench.condition("kade", ConditionType.HEALTHY).status is Status.TRUE
    assert bench.condition("kade", ConditionType.READY).reason is Reason.INVALID
    assert (bench.row("kade").served, bench.row("kade").candidate) == (good, None)
    assert (bench.row("kade").attempted_revision, bench.row("kade").applied_revision) == (revision, "r1")
    assert bench.served_title("zoutkade") == "Verder"
    bench.commit({place("kade"): community("kade", "Hersteld")})
    bench.settle()
    assert bench.served_title("kade") == "Hersteld"
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE


def test_a_community_that_was_never_good_is_shown_and_not_served(bench: Bench) -> None:
    bench.begin("kade")
    bench.commit({place("nieuw"): "kind: [\n"})
    bench.settle()
    assert bench.row("nieuw").served is None
    assert bench.condition("nieuw", ConditionType.VALID).status is Status.FALSE
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE


def test_a_mistake_withdraws_the_candidate_before_it(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    bench.host_lives = False
    bench.commit({place("kade"): community("kade", "Beter")})
    bench.step()
    assert bench.row("kade").candidate is not None
    bench.commit({place("kade"): "?"})
    bench.step()
    assert bench.row("kade").candidate is None


def test_a_broken_force_spoils_its_communities_only_in_words(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    good = bench.row("kade").served
    bench.commit({"deployments/haven/force.yaml": FORCE.replace("country: NL", "country: Nederland")})
    bench.settle()
    assert bench.condition("kade", ConditionType.VALID).message.startswith("deployments/haven/force.yaml:")
    assert bench.row("kade").served == good


def test_a_folder_without_its_manifest_is_a_mistake_and_no_wish_to_retire(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    bench.commit({place("kade"): None, "deployments/haven/kade/texts/en.yaml": "title: Quay\n"})
    bench.settle()
    assert bench.row("kade").state == "active"
    assert bench.condition("kade", ConditionType.VALID).status is Status.FALSE


def test_a_broken_workspace_file_stops_nothing_that_runs(bench: Bench) -> None:
    bench.begin("kade", "zoutkade")
    bench.settle()
    before = bench.store.communities()
    bench.commit({"koban.yaml": "kind: [", place("kade"): None})
    bench.settle()
    assert bench.store.communities() == before
    assert read_head(bench.store).failure.startswith("koban.yaml:")
    bench.commit({"koban.yaml": WORKSPACE % 3})
    bench.settle()
    assert read_head(bench.store).failure == ""
    assert bench.row("kade").state == "archived"


def test_a_source_that_cannot_be_read_stops_nothing_and_comes_back(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    before = bench.store.communities()
    bench.repository.broken = True
    bench.step()
    assert bench.store.communities() == before
    assert "no branch" in read_head(bench.store).failure
    bench.repository.broken = False
    bench.step()
    assert read_head(bench.store).failure == ""
