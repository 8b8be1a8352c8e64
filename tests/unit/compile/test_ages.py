"""Proof is old on a day; what is known of it depends on none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.compile.ages import months_before, newest_proofs, old_proofs
from koban.diagnostics.diagnostic import Severity
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry

SPEC = """
capabilities:
  procedural-justice:
    level: 1
    assessed: 2026-01-01
    proof:
      - {title: Nieuw, date: 2025-04-01}
      - {title: Oud, date: 2020-01-01}
  problem-solving-sara: {level: 0, assessed: 2026-01-01}
"""


@pytest.fixture
def proofs(compiling, tmp_path):
    diagnostics, compiled = compiling(SPEC)
    assert diagnostics == []
    node = load_workspace(WorkingTree(tmp_path), parents=load_registry().parents).communities["zoutkade"].node
    return list(newest_proofs(compiled.bundle.spec, node))


def test_the_newest_proof_of_each_capability_counts(proofs):
    assert [(one.capability, one.day, one.span.line) for one in proofs] == [
        ("procedural-justice", date(2025, 4, 1), 10)
    ]


def test_eighteen_months_to_the_day(proofs):
    assert list(old_proofs(proofs, date(2026, 10, 1))) == []
    (found,) = old_proofs(proofs, date(2026, 10, 2))
    assert (found.code, found.severity, found.span.line) == ("KB434", Severity.INFO, 10)
    assert "from 2025-04-01, more than 18 months ago" in found.message


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 10, 1), date(2025, 4, 1)),
        (date(2026, 8, 31), date(2025, 2, 28)),
        (date(2025, 8, 31), date(2024, 2, 29)),
        (date(2026, 6, 15), date(2024, 12, 15)),
        (date(2026, 1, 15), date(2024, 7, 15)),
    ],
)
def test_months_before(day, before):
    assert months_before(day, 18) == before


@given(st.dates(date(1950, 1, 1)))
def test_eighteen_months_are_about_548_days(day):
    assert 545 <= (day - months_before(day, 18)).days <= 551
