"""A finished measure's result goes back into Git as local evidence, on a branch of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from koban.capability.estimate import share_estimate
from koban.cli.capability.result import command
from koban.cli.context import Context
from koban.cli.main import cli
from koban.compile.compiler import compile_community
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.clock import FakeClock
from koban.model.indicator import Point
from koban.plugin.manager import load_registry
from koban.store.control import ControlStore

FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Politie Haven
  language: nl
  timeZone: Europe/Amsterdam
  country: NL
  emergency: {call: "112", text: {nl: Bel 112, fr: Appelez le 112}}
  purposes:
    response: {title: {nl: Antwoord, fr: Réponse}, law: gdpr, retention: 90d, readers: [officer]}
    question: {title: {nl: Vragen, fr: Questions}, law: gdpr, retention: 90d, readers: [officer]}
  roles: {officer: ["local:haven"]}
  controllers: {police: {name: Politie Haven, contact: privacy@haven.example}}
  units:
    wijkteam: {name: {nl: Wijkteam, fr: Équipe}}
"""
COMMUNITY = """\
# The quay, as its unit keeps it.
apiVersion: koban/v1
kind: Community
metadata: {name: kade}
spec:
  title: {nl: Kade, fr: Quai}
  languages: [nl, fr]     # in this order
  unit: {of: wijkteam}
  needs:
    answers:
      statement: {nl: Wie meldt hoort wat ervan komt, fr: Qui signale apprend la suite}
      rated: {officers: {severity: 4, reach: 4}}
      asksFor: {feedback-closure: 3}
  measures:
    # Agreed with the whole team.
    plain-words: {kind: training, title: {nl: Cursus, fr: Cours}, gives: {feedback-closure: {skills: [plain-outcomes]}}, owner: unit, start: 2030-03-01, due: 2030-04-30, done: 2030-04-30, aim: {answered-in-time: 80}}
    reply-hours:
      kind: organisation
      title: {nl: Vast antwoorduur, fr: Heure de réponse}
      gives: {feedback-closure: {skills: [saying-no]}}
      owner: unit
      evidence: [responsiveness-2017]    # read by the unit
      start: 2030-03-01
      done: 2030-04-30
  features: {report: true}   # nothing more yet
"""
PLACE = "deployments/haven/kade/community.yaml"


def point(since: datetime, days: int, hits: int, n: int, indicator: str = "answered-in-time") -> Point:
    found = share_estimate(hits, n)
    until = since + timedelta(days=days)
    return Point(indicator, "report", "", since, until, found.value, found.low, found.high, n, 80.0)


@pytest.fixture
def kade(workspace: Any) -> Any:
    return workspace({"deployments/haven/force.yaml": FORCE, PLACE: COMMUNITY})


@pytest.fixture
def store(kade: Any) -> Iterator[ControlStore]:
    """Where the community is served and measured."""
    registry, tree = load_registry(), WorkingTree(kade.path)
    loaded = load_workspace(tree, parents=registry.parents).communities["kade"]
    diagnostics, compiled = compile_community(loaded, registry, tree)
    assert compiled is not None, diagnostics
    store = ControlStore.open(kade.path / ".koban", FakeClock(datetime(2030, 9, 1, tzinfo=UTC)))
    fence = store.acquire_lease("test", "test", timedelta(days=3650)) or 0
    row = store.adopt("kade", "haven")
    store.set_candidate(row.uid, compiled.digest, "r1", compiled, fence)
    store.serve(row.uid, compiled.digest, "r1", "test", fence)
    yield store
    store.close()


def measured(store: ControlStore, before: tuple[int, int], after: tuple[int, int]) -> None:
    row = store.community("kade")
    assert row is not None
    points = [
        point(datetime(2030, 1, 1, tzinfo=UTC), 40, *before),
        point(datetime(2030, 2, 20, tzinfo=UTC), 30, 0, 10),
        point(datetime(2030, 5, 2, tzinfo=UTC), 40, *after),
    ]
    store.series.add(row.uid, points, datetime(2030, 9, 1, tzinfo=UTC))


def run(path: Path, *arguments: str) -> Any:
    return CliRunner().invoke(command, arguments, obj=Context(path, path / ".koban"))


def checked(path: Path) -> str:
    done = CliRunner().invoke(cli, ["-C", str(path), "check"], standalone_mode=False)
    assert not done.return_value, done.output
    return done.output


def test_an_improvement_comes_back_as_local_evidence(kade: Any, store: ControlStore) -> None:
    measured(store, (20, 50), (45, 50))
    head, before = kade.git("rev-parse", "main"), checked(kade.path)
    done = run(kade.path, "kade", "plain-words")
    assert done.exit_code == 0, done.output
    assert "answered-in-time: positive; committed as" in done.output
    assert kade.git("rev-parse", "main") == head
    assert kade.git("status", "--porcelain", "--untracked-files=no") == "", "the folder is as it was"
    assert kade.git("rev-list", "--count", "main..result/kade-plain-words").strip() == "1"

    kade.git("switch", "--quiet", "result/kade-plain-words")
    assert kade.git("diff", "--name-only", "main").split() == [PLACE]
    assert checked(kade.path) == before
    text = (kade.path / PLACE).read_text()
    kept = [line for line in COMMUNITY.splitlines() if "plain-words" not in line]
    assert [line for line in text.splitlines() if line in kept] == kept, (
        "every other line stays, in its order"
    )
    for words in (
        "local-plain-words:",
        "effect: positive",
        "read: local",
        "strength: 2",
        "Voor de maatregel (1 jan 2030 – 10 feb 2030): 40 %",
        "(27,6 – 53,8, n = 50). Erna",
        "Verschil: 50 pp (95%-interval 32,1 tot 63,6)",
        "Avant la mesure",
        "evidence: [local-plain-words]",
    ):
        assert words in text, text


def test_what_may_be_chance_is_no_effect(kade: Any, store: ControlStore) -> None:
    measured(store, (25, 50), (28, 50))
    assert "answered-in-time: 'null'" not in run(kade.path, "kade", "plain-words").output
    kade.git("switch", "--quiet", "result/kade-plain-words")
    assert "effect: 'null'" in (kade.path / PLACE).read_text()
    checked(kade.path)


def test_a_worse_number_is_told_as_such(kade: Any, store: ControlStore) -> None:
    measured(store, (45, 50), (20, 50))
    assert "answered-in-time: negative" in run(kade.path, "kade", "plain-words").output


def test_evidence_that_was_there_stays(kade: Any, store: ControlStore) -> None:
    measured(store, (20, 50), (45, 50))
    done = run(kade.path, "kade", "reply-hours", "--indicator", "answered-in-time", "--branch", "told")
    assert done.exit_code == 0, done.output
    kade.git("switch", "--quiet", "told")
    text = (kade.path / PLACE).read_text()
    assert "evidence: [responsiveness-2017, local-reply-hours]    # read by the unit" in text
    checked(kade.path)


def test_a_second_look_takes_the_first_ones_place(kade: Any, store: ControlStore) -> None:
    measured(store, (20, 50), (45, 50))
    assert run(kade.path, "kade", "plain-words").exit_code == 0
    kade.git("merge", "--quiet", "result/kade-plain-words")
    row = store.community("kade")
    assert row is not None
    more = point(datetime(2030, 6, 20, tzinfo=UTC), 40, 50, 50)
    store.series.add(row.uid, [more], datetime(2030, 9, 1, tzinfo=UTC))
    assert run(kade.path, "kade", "plain-words", "--branch", "again").exit_code == 0
    kade.git("switch", "--quiet", "again")
    text = (kade.path / PLACE).read_text()
    assert text.count("local-plain-words") == 2
    assert text.count("n = 100") == 4
    checked(kade.path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("quay", "plain-words"), 'no community called "quay" is served'),
        (("kade", "plain-wrods"), 'has no measure called "plain-wrods"; did you mean "plain-words"'),
        (("kade", "reply-hours"), "name what to compare with --indicator: "),
        (("kade", "plain-words", "--indicator", "answred-in-time"), 'did you mean "answered-in-time"'),
        (
            ("kade", "plain-words", "--indicator", "reopened"),
            "was not measured both before 2030-03-01 and after",
        ),
        (("kade", "plain-words", "--branch", "no..way"), "not a name for a branch"),
        (("kade", "plain-words", "--branch", "main"), "there is a branch main already"),
    ],
)
def test_wrong_use_is_told(kade: Any, store: ControlStore, arguments: tuple[str, ...], words: str) -> None:
    measured(store, (20, 50), (45, 50))
    done = run(kade.path, *arguments)
    assert done.exit_code == 2, done.output
    assert words in done.output
    assert kade.git("branch", "--format", "%(refname:short)").split() == ["main"]
