"""`koban new` writes what checks clean, in any language, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "koban.yaml").write_text(
        "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n"
    )
    return tmp_path


def _new(workspace: Path, *arguments: str) -> int:
    return run(["-C", str(workspace), "new", *arguments])


@pytest.mark.parametrize("language", ["en", "nl", "pt-BR", "pl-simple", "no"])
def test_it_is_clean_in_any_language(
    workspace: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(workspace, "force", "north", "--language", language) == Exit.FINE
    assert _new(workspace, "community", "north/on") == Exit.FINE
    capsys.readouterr()
    assert run(["-C", str(workspace), "check"]) == Exit.FINE
    assert capsys.readouterr().out == "1 community checked, nothing is wrong\n"


def test_nothing_is_overwritten(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _new(workspace, "force", "north")
    _new(workspace, "community", "north/quay")
    force = workspace / "deployments/north/force.yaml"
    community = workspace / "deployments/north/quay/community.yaml"
    for path in (force, community):
        path.write_text(path.read_text() + "# mine\n")
    assert _new(workspace, "force", "north") == Exit.USAGE
    assert _new(workspace, "community", "north/quay") == Exit.USAGE
    assert force.read_text().endswith("# mine\n")
    assert community.read_text().endswith("# mine\n")
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("community", "south/quay"), "no force south"),
        (("community", "quay"), "FORCE/NAME"),
        (("community", "north/Quay"), "cannot be a name"),
        (("community", "north/../../x"), "cannot be a name"),
        (("community", "north/quay", "--language", "fr"), "emergency notice"),
        (("force", "a--b"), "cannot be a name"),
        (("force", "east", "--language", "Français"), "BCP 47"),
    ],
)
def test_what_cannot_be_is_told(
    workspace: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _new(workspace, "force", "north", "--language", "nl")
    before = sorted(workspace.rglob("*"))
    assert _new(workspace, *arguments) == Exit.USAGE
    assert words in capsys.readouterr().err
    assert sorted(workspace.rglob("*")) == before


def test_a_name_of_another_force_is_taken(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _new(workspace, "force", "north")
    _new(workspace, "force", "south")
    assert _new(workspace, "community", "north/quay") == Exit.FINE
    assert _new(workspace, "community", "south/quay") == Exit.USAGE
    assert "deployments/north/quay" in capsys.readouterr().err


def test_only_in_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _new(tmp_path, "force", "north") == Exit.USAGE
    assert "koban.yaml" in capsys.readouterr().err
