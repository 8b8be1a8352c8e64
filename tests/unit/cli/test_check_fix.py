"""`koban check --fix` replaces exactly what is misspelt, and nothing else in any file."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from koban.cli.exit import Exit
from koban.cli.main import run
from tests.diagnostics.workspaces import COMMUNITY, make_workspace

FORCE = "deployments/haven/force.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


def _fix(workspace: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    code = run(["-C", str(workspace), "check", "--fix", *more])
    told = capsys.readouterr()
    return code, told.out, told.err


def _bytes(workspace: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in workspace.rglob("*")
        if path.is_file() and ".koban" not in path.parts
    }


COMMENTED = (
    b"\xef\xbb\xbf# mine\r\n"
    b"apiVersion: koban/v1\r\n"
    b"kind:   Comunity   # kind\r\n"
    b"metdata: {'name': zoutkade}\r\n"
    b"spec:\r\n"
    b'    "tilte":  "Zoutkade"\r\n'
    b"    langauges: [ nl ]\r\n"
    b"    # here\r\n"
    b"    unit: {of: wijktaem}\r\n"
    b"    features:  {'reprot': {}, nwes: true,}   \r\n"
)


def test_only_the_misspelt_words_change(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / COMMUNITY
    path.write_bytes(COMMENTED)
    path.chmod(0o640)
    before = _bytes(workspace)
    code, told, _ = _fix(workspace, capsys)
    assert code == Exit.FINE, told
    right = COMMENTED
    for wrong, word in (
        (b"Comunity", b"Community"),
        (b"metdata", b"metadata"),
        (b"tilte", b"title"),
        (b"langauges", b"languages"),
        (b"wijktaem", b"wijkteam"),
        (b"reprot", b"report"),
        (b"nwes", b"news"),
    ):
        right = right.replace(wrong, word)
    assert _bytes(workspace) == {**before, path: right}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert f'mended {COMMUNITY}:6:6: "tilte" is now "title"\n' in told
    assert told.endswith("1 community checked, nothing is wrong\n")
    assert _fix(workspace, capsys)[1] == "1 community checked, nothing is wrong\n"


def test_what_is_left_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / COMMUNITY
    path.write_text(path.read_text().replace("  title: ", "  zzzzzz: 1\n  tilte: "))
    code, told, _ = _fix(workspace, capsys)
    assert code == Exit.PROBLEMS
    assert "mended" in told
    assert 'no field "zzzzzz" [KB204]' in told


def test_json_stays_json(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / COMMUNITY
    path.write_text(path.read_text().replace("title:", "tilte:"))
    code, told, aside = _fix(workspace, capsys, "--format", "json")
    assert code == Exit.FINE
    assert json.loads(told)["diagnostics"] == []
    assert aside.startswith("mended ")


def test_a_mistake_in_the_force_is_mended_where_it_stands(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / FORCE
    path.write_text(path.read_text() + "  defaults:\n    features: {reprot: true}\n")
    before = path.read_text()
    assert _fix(workspace, capsys)[0] == Exit.FINE
    assert path.read_text() == before.replace("reprot", "report")


@pytest.mark.parametrize(
    "features",
    [
        "{reprot: true, report: true}",  # the name is taken
        "{reprot: true, repotr: true}",  # the second would take it twice
        '{"re\\u0070rot": true}',  # not what was read
        "{report-lost: true}",  # may be another one's plugin
        "{rep: true}",  # too short to be sure
        "{? |-\n      reprot\n    : true}",
    ],
)
def test_what_could_do_harm_stays(workspace: Path, features: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / COMMUNITY
    text = path.read_text().split("  features:", maxsplit=1)[0]
    path.write_text(f"{text}  features: {features}\n")
    before = path.read_text()
    code, told, _ = _fix(workspace, capsys)
    assert code == Exit.PROBLEMS
    if "repotr" in features:
        assert path.read_text() == before.replace("reprot", "report")
        assert told.count("mended") == 1
    else:
        assert path.read_text() == before
        assert "mended" not in told


def test_the_name_of_the_folder_is_not_guessed(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / COMMUNITY
    path.write_text(path.read_text().replace("name: zoutkade", "name: zoutkate"))
    before = path.read_bytes()
    assert _fix(workspace, capsys)[0] == Exit.PROBLEMS
    assert path.read_bytes() == before


def test_a_symbolic_link_is_not_written_through(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, elsewhere = workspace / COMMUNITY, workspace / "elsewhere.yaml"
    elsewhere.write_text(path.read_text().replace("title:", "tilte:"))
    path.unlink()
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert _fix(workspace, capsys)[0] == Exit.PROBLEMS
    assert elsewhere.read_bytes() == before
    assert path.is_symlink()


def test_a_key_that_the_parent_has_too_is_mended(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    force, path = workspace / FORCE, workspace / COMMUNITY
    force.write_text(force.read_text() + "  defaults:\n    features: {report: true}\n")
    text = path.read_text().split("  features:", maxsplit=1)[0]
    path.write_text(f"{text}  features: {{reprot: true}}\n")
    assert _fix(workspace, capsys)[0] == Exit.FINE
    assert "report: true" in path.read_text()
