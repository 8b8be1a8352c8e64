"""`koban explain` tells what a code means."""

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run


def test_a_code_with_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "kb301"]) == Exit.FINE
    told = capsys.readouterr().out
    assert told.startswith("KB301: no such feature\n")
    assert "    features:\n      reprot: true\n" in told
    assert "    features:\n      report: true\n" in told


def test_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "KB3O1"]) == Exit.USAGE
    assert "did you mean" in capsys.readouterr().err
