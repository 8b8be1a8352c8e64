"""`koban grant`, and what `koban check` and `koban plan` make of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run

COMMUNITY = "deployments/haven/zoutkade/community.yaml"


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "koban.yaml").write_text(
        "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n"
    )
    assert run(["-C", str(tmp_path), "new", "force", "haven", "--language", "nl"]) == Exit.FINE
    assert run(["-C", str(tmp_path), "new", "community", "haven/zoutkade"]) == Exit.FINE
    with (tmp_path / COMMUNITY).open("a") as manifest:
        manifest.write("  app: {domains: [zoutkade.example]}\n")
    capsys.readouterr()
    return tmp_path


def _run(workspace: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(workspace), *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def _codes(workspace: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    _, told, _ = _run(workspace, capsys, "check", "--format", "json", *more)
    return [one["code"] for one in json.loads(told)["diagnostics"]]


def test_it_adds_once_and_lists(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing is granted to anyone" in _run(workspace, capsys, "grant")[1]
    words = ["grant", "haven", "--domain", "zoutkade.example", "--secret", "file:mail", "--secret", "KEY"]
    for _ in range(2):
        assert _run(workspace, capsys, *words, "--community", "zoutkade")[0] == Exit.FINE
    code, told, err = _run(workspace, capsys, "grant")
    assert (code, err) == (Exit.FINE, "")
    assert told.split() == (
        [
            "haven",
            "communities:",
            "zoutkade",
            "domains:",
            "zoutkade.example",
            "secrets:",
            "{file:",
            "mail},",
            "{env:",
            "KEY}",
        ]
    )
    assert "nothing is granted to west" in _run(workspace, capsys, "grant", "west")[1]


@pytest.mark.parametrize(
    "words",
    [
        ["--domain", "a.example"],
        ["haven", "--domain", "A.example"],
        ["haven", "--domain", "a.localhost"],
        ["haven", "--secret", "hunter2"],
        ["haven", "--secret", "vault:hunter2"],
        ["haven", "--secret", "file:../hunter2"],
        ["haven", "--community", "--x"],
        ["Haven", "--domain", "a.example"],
    ],
)
def test_what_cannot_be_granted_changes_nothing(
    workspace: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code, _, told = _run(workspace, capsys, "grant", *words)
    assert code == Exit.USAGE
    assert "hunter2" not in told
    assert not (workspace / ".koban" / "grants.yaml").exists()


def test_a_force_that_is_not_there_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, told = _run(workspace, capsys, "grant", "havn", "--domain", "a.example")
    assert (code, 'did you mean "haven"?' in told) == (Exit.FINE, True)


def test_broken_grants_are_left_as_they_are(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / ".koban").mkdir()
    path = workspace / ".koban" / "grants.yaml"
    path.write_text("forces: [\n")
    code, _, told = _run(workspace, capsys, "grant", "haven", "--domain", "a.example")
    assert (code, "grants.yaml:" in told) == (Exit.FAILED, True)
    assert path.read_text() == "forces: [\n"


def test_check_tells_what_was_not_granted(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _codes(workspace, capsys) == ["KB410"]
    assert _run(workspace, capsys, "check")[0] == Exit.FINE
    assert _run(workspace, capsys, "grant", "haven", "--domain", "zoutkade.example")[0] == Exit.FINE
    assert _codes(workspace, capsys) == []
    protected = workspace / "protected"
    protected.write_text("forces: {west: {domains: [zoutkade.example]}}\n")
    assert _codes(workspace, capsys, "--grants", str(protected)) == ["KB412"]
    protected.write_text("forces: 3\n")
    assert sorted(_codes(workspace, capsys, "--grants", str(protected))) == ["KB201", "KB410"]
    assert _run(workspace, capsys, "check", "--grants", str(protected))[0] == Exit.PROBLEMS
    assert _run(workspace, capsys, "check", "--grants", str(workspace / "absent"))[0] == Exit.USAGE


def test_two_that_want_one_domain_are_told_though_no_grants_are_known(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(workspace), "new", "community", "haven/aan-zee"]) == Exit.FINE
    with (workspace / "deployments/haven/aan-zee/community.yaml").open("a") as manifest:
        manifest.write("  app: {domains: [zoutkade.example]}\n")
    capsys.readouterr()
    assert sorted(_codes(workspace, capsys)) == ["KB410", "KB412"]
    _, told, _ = _run(workspace, capsys, "check")
    assert "that of the community aan-zee of haven" in told
    assert "deployments/haven/aan-zee/community.yaml:" in told


def test_plan_goes_by_the_grants(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    protected = workspace / "protected"
    protected.write_text("forces: {west: {domains: [zoutkade.example]}}\n")
    code, _, err = _run(workspace, capsys, "plan", "--grants", str(protected))
    assert (code, "KB412" in err) == (Exit.PROBLEMS, True)
    assert _run(workspace, capsys, "plan")[0] == Exit.FINE
