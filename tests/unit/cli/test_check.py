"""`koban check` tells everything on standard output alone, in four formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run
from koban.manifest import tree

COMMUNITY = "deployments/haven/zoutkade/community.yaml"


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "koban.yaml").write_text(
        "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n"
    )
    assert run(["-C", str(tmp_path), "new", "force", "haven", "--language", "nl"]) == Exit.FINE
    assert run(["-C", str(tmp_path), "new", "community", "haven/zoutkade"]) == Exit.FINE
    capsys.readouterr()
    return tmp_path


def _check(workspace: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = run(["-C", str(workspace), "check", *more])
    told = capsys.readouterr()
    assert told.err == ""
    return code, told.out


def _break(workspace: Path) -> None:
    path = workspace / COMMUNITY
    path.write_text(path.read_text().replace("news: true", "nwes: true"))


def test_what_new_writes_is_clean(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(workspace, capsys) == (Exit.FINE, "1 community checked, nothing is wrong\n")


def test_text_points_at_the_mistake(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _break(workspace)
    code, told = _check(workspace, capsys)
    assert code == Exit.PROBLEMS
    assert told.startswith(f'{COMMUNITY}:17:5: error: there is no feature called "nwes" [KB301]\n')
    assert '^^^^ did you mean "news"?' in told
    assert "\x1b" not in told


def test_json_is_the_agreed_shape(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _break(workspace)
    code, told = _check(workspace, capsys, "--format", "json")
    data = json.loads(told)
    assert code == Exit.PROBLEMS
    assert data["summary"] == {"errors": 1, "warnings": 0, "files": 3}
    (found,) = data["diagnostics"]
    assert set(found) == {
        "code",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "endLine",
        "endColumn",
        "help",
        "fix",
        "related",
    }
    assert found["fix"] == {"line": 17, "column": 5, "endLine": 17, "endColumn": 9, "text": "news"}
    assert (found["file"], found["line"], found["column"], found["endColumn"]) == (COMMUNITY, 17, 5, 9)


def test_github_format(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _break(workspace)
    code, told = _check(workspace, capsys, "--format", "github")
    assert code == Exit.PROBLEMS
    assert told.startswith(f"::error file={COMMUNITY},line=17,col=5,")


def test_what_is_old_is_noted_and_nothing_is_wrong(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / COMMUNITY
    proof = "proof: [{title: Register, date: 2020-01-15}]"
    held = f"{{level: 1, assessed: 2026-05-01, {proof}}}"
    path.write_text(f"{path.read_text()}  capabilities: {{feedback-closure: {held}}}\n")
    code, told = _check(workspace, capsys)
    assert code == Exit.FINE
    assert "info: the newest proof" in told
    assert told.endswith("1 community checked, nothing is wrong\n")
    _, told = _check(workspace, capsys, "--format", "json")
    assert json.loads(told)["summary"] == {"errors": 0, "warnings": 0, "files": 3}


def test_sarif_format(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _break(workspace)
    code, told = _check(workspace, capsys, "--format", "sarif")
    (run_of,) = json.loads(told)["runs"]
    assert code == Exit.PROBLEMS
    (result,) = run_of["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], place["artifactLocation"]["uri"]) == ("KB301", COMMUNITY)
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "news"


def test_warnings_alone_are_fine(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "deployments/haven/notes.yaml").write_text("a: 1\n")
    code, told = _check(workspace, capsys)
    assert code == Exit.FINE
    assert "KB243" in told


def test_untracked_files_and_the_place_of_the_workspace_do_not_matter(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    assert run(["check"]) == Exit.FINE
    assert capsys.readouterr().out == "1 community checked, nothing is wrong\n"


def test_too_many_files_are_told(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "MAX_FILES", 2)
    code, told = _check(workspace, capsys)
    assert code == Exit.PROBLEMS
    assert "KB608" in told


def test_a_folder_that_is_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = _check(tmp_path, capsys)
    assert code == Exit.PROBLEMS
    assert "KB240" in told
