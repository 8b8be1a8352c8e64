"""A change is judged by the policies that are applied, and what is served stays until it passes."""

from __future__ import annotations

from koban.model.condition import ConditionType, Reason, Status
from tests.reconcile.conftest import FORCE, Bench, place

MANIFEST = """\
apiVersion: koban/v1
kind: Community
metadata: {name: kade}
spec:
  title: Kade
  languages: [nl]
  unit: {of: wijkteam}
  features:
    report: {with: {categories: {noise: {label: Lawaai, purpose: response, ask: {%s}}}}}
  privacy: {dpia: {link: dpia.md, date: %s}}
"""
WHEN = "when: {type: datetime, label: Wanneer?}"
WHO = "who: {type: text, label: Wie?}"
STRICT = "  policies: {dpia-covers-change: {level: error, reason: Eerst kijken}}\n"


def manifest(*questions: str, dpia: str = "2026-02-01") -> str:
    return MANIFEST % (", ".join(questions), dpia)


def begin(bench: Bench, force: str) -> None:
    bench.begin("kade")
    bench.commit({"deployments/haven/force.yaml": force, place("kade"): manifest(WHEN)})
    bench.settle()
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE


def refused(bench: Bench) -> str:
    found = bench.condition("kade", ConditionType.APPLIED)
    assert (found.reason, found.status) == (Reason.POLICY_REFUSED, Status.FALSE)
    assert bench.condition("kade", ConditionType.VALID).status is Status.TRUE
    return found.message


def test_more_is_collected_only_after_it_was_assessed_again(bench: Bench) -> None:
    begin(bench, FORCE + STRICT)
    good = bench.row("kade").served
    bench.commit({place("kade"): manifest(WHEN, WHO)})
    bench.settle()
    message = refused(bench)
    assert message.startswith(f"{place('kade')}:10:41: ")
    assert 'the question "who" of "noise"' in message
    assert "policy dpia-covers-change, set to error by the force: Eerst kijken" in message
    assert message.endswith("what was served last keeps serving")
    assert (bench.row("kade").served, bench.row("kade").candidate) == (good, None)
    bench.commit({place("kade"): manifest(WHEN, WHO, dpia="2026-03-01")})
    bench.settle()
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE
    assert bench.row("kade").served != good


def test_no_change_switches_off_what_would_stop_it(bench: Bench) -> None:
    begin(bench, FORCE + STRICT)
    good = bench.row("kade").served
    off = FORCE + STRICT.replace("error", "off")
    bench.commit({"deployments/haven/force.yaml": off, place("kade"): manifest(WHEN, WHO)})
    bench.settle()
    assert "Eerst kijken" in refused(bench)
    assert bench.row("kade").served == good
    bench.commit({place("kade"): manifest(WHEN)})
    bench.settle()
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE
    bench.commit({place("kade"): manifest(WHEN, WHO)})
    bench.settle()
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE


def test_a_warning_stops_nothing(bench: Bench) -> None:
    begin(bench, FORCE)
    bench.commit({place("kade"): manifest(WHEN, WHO)})
    bench.settle()
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE
