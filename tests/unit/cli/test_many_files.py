"""However many files have mistakes, every file is listed, in order, with a count."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run
from koban.diagnostics.render import PER_FILE
from tests.diagnostics.workspaces import COMMUNITY, make_workspace

_WRONG = "  zzzzzz{}: 1\n"
_PLACE = re.compile(r"^(\S+?):(\d+):\d+: error: ", re.MULTILINE)


def _break(workspace: Path, communities: int, mistakes: int) -> list[str]:
    """Make `communities`, each with `mistakes`; returns their manifests, sorted."""
    text = (workspace / COMMUNITY).read_text()
    (workspace / COMMUNITY).unlink()
    for other in ("area.geojson", "icon.svg"):
        (workspace / COMMUNITY).with_name(other).unlink()
    wrong = "".join(_WRONG.format(chr(ord("a") + index)) for index in range(mistakes))
    files = []
    for number in range(communities):
        name = f"quay-{number}"
        path = workspace / f"deployments/haven/{name}/community.yaml"
        path.parent.mkdir()
        path.write_text(text.replace("name: zoutkade", f"name: {name}") + wrong)
        files.append(path.relative_to(workspace).as_posix())
    return sorted(files)


@pytest.mark.parametrize("communities", [1, 10, 1000])
def test_every_file_is_listed(communities: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = _break(make_workspace(tmp_path), communities, 2)
    assert run(["-C", str(tmp_path), "check"]) == Exit.PROBLEMS
    told = capsys.readouterr().out
    places = [(file, int(line)) for file, line in _PLACE.findall(told)]
    assert places == [(file, line) for file in files for line in (10, 11)]
    count = f"{communities} communit{'y' if communities == 1 else 'ies'} checked"
    assert told.endswith(f"{count}: {2 * communities} errors, 0 warnings\n")
    assert run(["-C", str(tmp_path), "check", "--format", "json"]) == Exit.PROBLEMS
    data = json.loads(capsys.readouterr().out)
    assert [(found["file"], found["line"]) for found in data["diagnostics"]] == places
    assert data["summary"] == {"errors": 2 * communities, "warnings": 0, "files": communities + 2}


def test_a_file_with_very_many_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = _break(make_workspace(tmp_path), 10, PER_FILE + 5)
    assert run(["-C", str(tmp_path), "check"]) == Exit.PROBLEMS
    told = capsys.readouterr().out
    assert [file for file, _ in _PLACE.findall(told)] == [file for file in files for _ in range(PER_FILE)]
    assert all(f"\n{file}: and 5 more\n" in told for file in files)
    assert f": {10 * (PER_FILE + 5)} errors" in told
    assert run(["-C", str(tmp_path), "check", "--format", "json"]) == Exit.PROBLEMS
    assert len(json.loads(capsys.readouterr().out)["diagnostics"]) == 10 * (PER_FILE + 5)


def test_files_that_do_not_read_are_listed_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = _break(make_workspace(tmp_path), 10, 0)
    for file in files[::2]:
        (tmp_path / file).write_text("a:\n\tb: 1\n")
    assert run(["-C", str(tmp_path), "check"]) == Exit.PROBLEMS
    assert [file for file, _ in _PLACE.findall(capsys.readouterr().out)] == files[::2]
