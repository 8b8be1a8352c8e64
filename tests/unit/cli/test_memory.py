"""What a check remembers makes it faster and never changes what it tells."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koban.cli import checking, memory, processes
from koban.cli.check import screen
from koban.cli.checking import Checked, check_workspace
from koban.cli.exit import Exit
from koban.cli.main import run
from koban.cli.memory import Memory
from koban.cli.mending import bodies_of
from koban.cli.result import Result
from koban.compile.granted import allowed_in
from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.tree import WorkingTree
from koban.plugin.manager import load_registry

REGISTRY = load_registry()
WORKSPACE = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n"
NAMES = ("haven/zoutkade", "haven/kade", "bergen/dorp")


def make(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "koban.yaml").write_text(WORKSPACE)
    for force in sorted({name.partition("/")[0] for name in NAMES}):
        assert run(["-C", str(folder), "new", "force", force, "--language", "nl"]) == Exit.FINE
    for name in NAMES:
        assert run(["-C", str(folder), "new", "community", name]) == Exit.FINE
    return folder


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    made = make(tmp_path / "workspace")
    capsys.readouterr()
    return made


class Reading(WorkingTree):
    """Counts what is read after it was found."""

    def read(self, path: str) -> bytes:
        self.__dict__.setdefault("paths", []).append(path)
        return super().read(path)


def later(hours: int) -> datetime:
    """A time at which every file has settled: no test waits for that."""
    return datetime.now(UTC) + timedelta(hours=hours)


def look(folder: Path, remembered: Memory | None, registry=REGISTRY) -> tuple[Checked, str, Reading]:
    tree = Reading(folder, remembered.looks if remembered else None)
    checked, silent = Checked(), remembered.silent if remembered else None
    allowed = allowed_in(tree, None, silent=silent)
    for so_far in check_workspace(tree, registry, allowed=allowed, memory=remembered):
        checked = so_far
    return checked, screen(checked.diagnostics(), checked.communities, tree, colour=False), tree


def look_and_save(folder: Path, hours: int = 1, registry=REGISTRY) -> tuple[Checked, str, Reading]:
    remembered = Memory.open(folder / ".koban", folder, later(hours))
    looked = look(folder, remembered, registry)
    remembered.save()
    return looked


def read_of(looked: tuple[Checked, str, Reading]) -> set[str]:
    return {Path(path).parent.name for path in vars(looked[2]).get("paths", [])} - {""}


def manifest(folder: Path, name: str = "haven/zoutkade") -> Path:
    return folder / "deployments" / name / "community.yaml"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def test_what_has_not_changed_is_not_read_again(workspace: Path) -> None:
    first, second = look_and_save(workspace), look_and_save(workspace)
    assert read_of(first) == {"haven", "bergen", "zoutkade", "kade", "dorp"}
    assert read_of(second) == set()
    assert second[1] == first[1] == "3 communities checked, nothing is wrong\n"
    assert second[0].files == first[0].files


def test_what_has_changed_is_checked_again_and_nothing_else(workspace: Path) -> None:
    look_and_save(workspace)
    edit(manifest(workspace), "news: true", "nwes: true")
    looked = look_and_save(workspace)
    assert read_of(looked) == {"haven", "zoutkade"}
    assert 'there is no feature called "nwes"' in looked[1]
    assert read_of(look_and_save(workspace)) <= {"zoutkade"}, "only to show the line"


def test_a_force_that_has_changed_changes_its_communities(workspace: Path) -> None:
    look_and_save(workspace)
    edit(workspace / "deployments/haven/force.yaml", "law: gdpr", "law: roman")
    looked = look_and_save(workspace)
    assert read_of(looked) == {"haven", "zoutkade", "kade"}
    assert "this touches 2 communities" in looked[1]
    assert look_and_save(workspace)[1] == looked[1]


def test_another_plugin_changes_everything(workspace: Path) -> None:
    look_and_save(workspace)
    other = replace(REGISTRY, features={}, fingerprint="other")
    looked = look_and_save(workspace, registry=other)
    assert 'there is no feature called "report"' in looked[1]
    assert look_and_save(workspace)[1] == "3 communities checked, nothing is wrong\n"


def test_several_processes_tell_the_same(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(manifest(workspace), "news: true", "nwes: true")
    edit(workspace / "deployments/bergen/force.yaml", "law: gdpr", "law: roman")
    alone = look(workspace, None)
    monkeypatch.setattr(checking, "_AT_ONCE", 1)
    monkeypatch.setattr(processes, "_cores", lambda: 2)
    together = look(workspace, Memory.open(workspace / ".koban", workspace, later(1)))
    assert together[:2] == alone[:2]


EDITS = {
    "break": lambda path: edit_any(path, "news: true", "nwes: true"),
    "mend": lambda path: edit_any(path, "nwes: true", "news: true"),
    "warn": lambda path: edit_any(path, "languages: [nl]", "languages: [nl, fr]"),
    "remove": lambda path: path.unlink(missing_ok=True),
    "garble": lambda path: path.write_text("a: [\n"),
    "force": lambda path: edit_any(path.parents[1] / "force.yaml", "law: gdpr", "law: roman"),
    "force mended": lambda path: edit_any(path.parents[1] / "force.yaml", "law: roman", "law: gdpr"),
    "domain": lambda path: edit_any(path, "  features:", "  app: {domains: [quay.example]}\n  features:"),
    "no domain": lambda path: edit_any(path, "  app: {domains: [quay.example]}\n", ""),
    "texts": lambda path: write(path.parent / "texts/fr.yaml", "title: Quai\n"),
    "other texts": lambda path: write(path.parent / "texts/fr.yaml", "titel: Quai\n"),
    "stray": lambda path: write(path.parents[1] / "notes.yaml", "a: 1\n"),
    "same name": lambda path: write(path.parents[2] / f"zwolle/{path.parent.name}/community.yaml", "a: 1\n"),
    "no such name": lambda path: shutil.rmtree(path.parents[2] / "zwolle", ignore_errors=True),
    "workspace": lambda path: edit_any(path.parents[3] / "koban.yaml", "title: Example", "titel: Example"),
    "workspace mended": lambda path: edit_any(path.parents[3] / "koban.yaml", "titel:", "title:"),
}


def edit_any(path: Path, before: str, after: str) -> None:
    if path.exists():
        path.write_text(path.read_text().replace(before, after))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


STEPS = st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.sampled_from(NAMES)), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_edited_memory_changes_nothing_that_is_told(workspace: Path, steps) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        shutil.copytree(workspace, folder)
        for action, community in steps:
            EDITS[action](manifest(folder, community))
            checked, told, _ = look_and_save(folder)
            afresh, expected, _ = look(folder, None)
            assert told == expected
            assert checked.files == afresh.files
            assert checked.communities == afresh.communities


def test_a_manifest_that_changes_before_it_is_mended_is_left_alone(workspace: Path) -> None:
    look_and_save(workspace)
    tree = WorkingTree(workspace, Memory.open(workspace / ".koban", workspace, later(1)).looks)
    tree.entries()
    path = manifest(workspace).relative_to(workspace).as_posix()
    assert bodies_of(tree)(path) == manifest(workspace).read_bytes()
    edit(manifest(workspace), "news: true", "nwes: true")
    assert bodies_of(tree)(path) is None


def kept_in(folder: Path) -> Path:
    return folder / ".koban/cache/check.json"


def test_the_command_remembers_and_git_does_not_see_it(workspace: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=workspace, check=True)
    assert run(["-C", str(workspace), "check"]) == Exit.FINE
    kept = json.loads(kept_in(workspace).read_text())
    assert sorted(kept["results"]) == ["dorp", "kade", "zoutkade"]
    seen = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=workspace,
        check=True,
        capture_output=True,
        text=True,
    )
    assert ".koban" not in seen.stdout
    assert [path.name for path in sorted(kept_in(workspace).parent.iterdir())] == [".gitignore", "check.json"]


def test_nothing_is_written_when_nothing_is_new(workspace: Path) -> None:
    look_and_save(workspace)
    before = kept_in(workspace).stat().st_mtime_ns, kept_in(workspace).stat().st_ino
    look_and_save(workspace, hours=2)
    assert (kept_in(workspace).stat().st_mtime_ns, kept_in(workspace).stat().st_ino) == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"version": 2, "written": 0, "workspace": "x", "files": {}, "results": {"zoutkade": 7}, "silent": []}',
        b'{"version": 2, "written": 0, "workspace": "x", "files": {"a": "x"}, "results": {}, "silent": []}',
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_understood_is_forgotten(workspace: Path, body: bytes) -> None:
    kept_in(workspace).parent.mkdir(parents=True)
    kept_in(workspace).write_bytes(body)
    assert look_and_save(workspace)[1] == "3 communities checked, nothing is wrong\n"
    assert json.loads(kept_in(workspace).read_text())["results"]


@pytest.mark.parametrize("field", ["version", "workspace"])
def test_what_another_version_or_workspace_kept_is_not_believed(workspace: Path, field: str) -> None:
    look_and_save(workspace)
    kept = json.loads(kept_in(workspace).read_text())
    kept[field] = {"version": 0, "workspace": "/elsewhere"}[field]
    kept_in(workspace).write_text(json.dumps(kept))
    os.utime(kept_in(workspace), ns=(kept["written"], kept["written"]))
    assert read_of(look_and_save(workspace)) == {"haven", "bergen", "zoutkade", "kade", "dorp"}


def test_what_a_repository_brought_is_not_believed(workspace: Path) -> None:
    """A pull request could say of itself that nothing is wrong with it."""
    edit(manifest(workspace), "news: true", "nwes: true")
    look_and_save(workspace)
    kept = json.loads(kept_in(workspace).read_text())
    kept["results"]["zoutkade"][1]["diagnostics"] = []
    kept_in(workspace).write_text(json.dumps(kept))
    assert "nwes" in look_and_save(workspace)[1]
    kept_in(workspace).write_text(json.dumps(kept))
    os.utime(kept_in(workspace), ns=(kept["written"], kept["written"]))
    assert "nwes" not in look_and_save(workspace)[1], (
        "only the date makes the difference, and no checkout keeps it"
    )


@pytest.mark.parametrize("linked", [".koban", ".koban/cache", ".koban/cache/check.json"])
def test_what_a_repository_links_to_is_neither_read_nor_written(workspace: Path, linked: str) -> None:
    look_and_save(workspace)
    there = workspace.parent / "there"
    (workspace / linked).rename(there)
    (workspace / linked).symlink_to(there)
    before = [(path.name, path.lstat().st_mtime_ns) for path in sorted([there, *there.rglob("*")])]
    edit(manifest(workspace), "news: true", "news: false")
    assert read_of(look_and_save(workspace)) == {"haven", "bergen", "zoutkade", "kade", "dorp"}
    assert [(path.name, path.lstat().st_mtime_ns) for path in sorted([there, *there.rglob("*")])] == before


def test_a_plugins_failure_is_not_remembered(workspace: Path) -> None:
    failed = Result((Diagnostic("KB901", "a plugin failed", Span("koban.yaml")),), ())
    remembered = Memory.open(workspace / ".koban", workspace, later(1))
    remembered.note("zoutkade", "key", failed)
    remembered.note("kade", "key", Result((), ()))
    remembered.save()
    assert sorted(json.loads(kept_in(workspace).read_text())["results"]) == ["kade"]


def test_where_nothing_can_be_written_nothing_is_remembered(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = workspace / ".koban/cache"
    write(there, "a file, where a folder should be")
    assert run(["-C", str(workspace), "check"]) == Exit.FINE
    assert capsys.readouterr() == ("3 communities checked, nothing is wrong\n", "")
    assert there.read_text() == "a file, where a folder should be"


def test_it_does_not_grow_without_bounds(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MAX_BYTES", 100)
    look_and_save(workspace)
    assert not kept_in(workspace).exists()


def test_what_is_gone_is_forgotten(workspace: Path) -> None:
    look_and_save(workspace)
    shutil.rmtree(manifest(workspace).parent)
    look_and_save(workspace)
    kept = json.loads(kept_in(workspace).read_text())
    assert sorted(kept["results"]) == ["dorp", "kade"]
    assert not [path for path in kept["files"] if "zoutkade" in path]


def test_a_folder_that_is_no_workspace_stays_as_it_is(tmp_path: Path) -> None:
    assert run(["-C", str(tmp_path), "check"]) == Exit.PROBLEMS
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_changes_while_it_is_looked_at_is_told_as_it_is(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As if its looks were those of another content."""
    look_and_save(workspace)
    edit(manifest(workspace), "news: true", "nwes: true")
    remembered = Memory.open(workspace / ".koban", workspace, later(1))
    WorkingTree(workspace, remembered.looks).entries()
    path = manifest(workspace).relative_to(workspace).as_posix()
    remembered.looks.seen[path] = (*remembered.looks.seen[path][:4], "0" * 40)
    remembered.save()
    assert run(["-C", str(workspace), "check"]) == Exit.PROBLEMS
    assert 'there is no feature called "nwes"' in capsys.readouterr().out
    assert "0" * 40 in kept_in(workspace).read_text(), "nothing is remembered of it"
