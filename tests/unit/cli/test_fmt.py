"""`koban fmt` writes what it says, nothing with `--check`, and only manifests."""

from __future__ import annotations

from pathlib import Path

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run
from tests.diagnostics.workspaces import COMMUNITY, make_workspace

ROOT = Path(__file__).parents[3]
FORCE = "deployments/haven/force.yaml"
TEXTS = "deployments/haven/zoutkade/texts/uk.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = make_workspace(tmp_path)
    (folder / TEXTS).parent.mkdir()
    (folder / TEXTS).write_text("title:   Зоуткаде # x\n")
    (folder / COMMUNITY).write_text((folder / COMMUNITY).read_text().replace("[nl]", "[ nl,   uk ]"))
    (folder / "deployments/haven/zoutkade/data.yaml").write_text("a:   1\n")
    (folder / "other.yaml").write_text("a:   1\n")
    return folder


def _fmt(workspace: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = run(["-C", str(workspace), "fmt", *more])
    told = capsys.readouterr()
    return code, told.out + told.err


def _bytes(workspace: Path) -> dict[str, bytes]:
    return {
        path.relative_to(workspace).as_posix(): path.read_bytes()
        for path in workspace.rglob("*")
        if path.is_file()
    }


def test_manifests_and_texts_are_formatted_and_nothing_else(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _bytes(workspace)
    code, told = _fmt(workspace, capsys)
    assert code == Exit.FINE
    assert told == f"formatted: {COMMUNITY}\nformatted: {TEXTS}\n4 files looked at, 2 changed\n"
    after = _bytes(workspace)
    assert {path for path in after if after[path] != before[path]} == {COMMUNITY, TEXTS}
    assert after[TEXTS] == "title: Зоуткаде   # x\n".encode()
    assert b"languages: [nl, uk]\n" in after[COMMUNITY]
    assert _fmt(workspace, capsys) == (Exit.FINE, "4 files looked at, nothing to change\n")


def test_check_writes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _bytes(workspace)
    code, told = _fmt(workspace, capsys, "--check")
    assert code == Exit.PROBLEMS
    assert told == f"would change: {COMMUNITY}\nwould change: {TEXTS}\n4 files looked at, 2 would change\n"
    assert _bytes(workspace) == before


def test_manifests_get_their_first_line_where_there_are_schemas(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "schemas/v1").mkdir(parents=True)
    for kind in ("community", "workspace"):
        (workspace / f"schemas/v1/{kind}.schema.json").write_text("{}")
    assert _fmt(workspace, capsys)[0] == Exit.FINE
    first = {path: body.splitlines()[0] for path, body in _bytes(workspace).items() if path.endswith(".yaml")}
    lead = b"# yaml-language-server: $schema="
    assert first["koban.yaml"] == lead + b"schemas/v1/workspace.schema.json"
    assert first[COMMUNITY] == lead + b"../../../schemas/v1/community.schema.json"
    assert first[FORCE] == b"apiVersion: koban/v1"
    assert first[TEXTS].startswith(b"title")
    assert run(["-C", str(workspace), "check"]) == Exit.FINE


def test_only_what_is_named(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _fmt(workspace, capsys, "deployments/haven/zoutkade/texts", "--check")[1].startswith(
        f"would change: {TEXTS}\n1 file looked at"
    )
    monkeypatch.chdir(workspace / "deployments/haven/zoutkade")
    assert _fmt(workspace, capsys, "community.yaml")[1].startswith(f"formatted: {COMMUNITY}\n1 file")
    for nowhere in ("nothing.yaml", str(workspace.parent), "data.yaml"):
        assert _fmt(workspace, capsys, nowhere)[0] == Exit.USAGE


def test_a_file_that_does_not_read_stays(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / FORCE).write_text("a:\n\tb: 1\n")
    code, told = _fmt(workspace, capsys)
    assert code == Exit.PROBLEMS
    assert f"{FORCE}:2:1: error:" in told
    assert f"formatted: {TEXTS}" in told
    assert (workspace / FORCE).read_text() == "a:\n\tb: 1\n"


def test_a_symbolic_link_stays(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / FORCE).unlink()
    (workspace / FORCE).symlink_to(workspace / "other.yaml")
    code, told = _fmt(workspace, capsys, FORCE)
    assert code == Exit.PROBLEMS
    assert "KB117" in told
    assert (workspace / "other.yaml").read_text() == "a:   1\n"


def test_the_examples_are_formatted(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = _fmt(ROOT, capsys, "--check")
    assert code == Exit.FINE, told


def test_what_new_writes_is_formatted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_workspace(tmp_path)
    (tmp_path / "schemas/v1").mkdir(parents=True)
    (tmp_path / "schemas/v1/community.schema.json").write_text("{}")
    assert run(["-C", str(tmp_path), "new", "force", "north"]) == Exit.FINE
    assert run(["-C", str(tmp_path), "new", "community", "north/quay"]) == Exit.FINE
    first, *_ = (tmp_path / "deployments/north/quay/community.yaml").read_text().splitlines()
    assert first == "# yaml-language-server: $schema=../../../schemas/v1/community.schema.json"
    capsys.readouterr()
    assert _fmt(tmp_path, capsys, "deployments/north", "--check") == (
        Exit.FINE,
        "2 files looked at, nothing to change\n",
    )
