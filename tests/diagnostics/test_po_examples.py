"""The examples of codes about PO files: importing the bad one gives its code, importing the good one none."""

from pathlib import Path

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run
from koban.diagnostics.codes.catalogue import CATALOGUE
from tests.diagnostics.examples import lay_example
from tests.diagnostics.workspaces import make_workspace

PO = sorted(name for name, code in CATALOGUE.items() if code.file.endswith(".po"))


def bring(folder: Path, name: str, example: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = CATALOGUE[name]
    lay_example(make_workspace(folder), code, example)
    outcome = run(["-C", str(folder), "texts", "zoutkade", "--import", str(folder / code.file)])
    return outcome, capsys.readouterr().out


@pytest.mark.parametrize("name", PO)
def test_bad_example_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome, told = bring(tmp_path, name, CATALOGUE[name].bad, capsys)
    assert outcome == Exit.PROBLEMS
    assert told.count("[KB") == told.count(f"[{name}]") == 1, told
    assert not (tmp_path / "deployments/haven/zoutkade/texts").exists()


@pytest.mark.parametrize("name", PO)
def test_good_example_is_taken(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome, told = bring(tmp_path, name, CATALOGUE[name].good, capsys)
    assert outcome == Exit.FINE, told
    texts = tmp_path / "deployments/haven/zoutkade/texts/uk.yaml"
    assert texts.read_text("utf-8") == "title: Соляна набережна\n"
