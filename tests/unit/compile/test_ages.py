"""Proof is old on a day; what is known of it depends on none."""

from datetime import date

import pytest

from koban.compile.ages import newest_proofs, old_proofs
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
