"""The file of grants: read when it changes, replaced at once, and worth nothing inside the repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from threading import Thread

import pytest

from koban.compile.grants import GrantsError
from koban.model.grants import ForceGrants, Grants
from koban.plugin.registry import Registry
from koban.sources.grants import GrantsFile, change_grants

REGISTRY = Registry()
HAVEN = "forces: {haven: {secrets: [BUS_KEY]}}\n"


def granted(grants: Grants) -> bool:
    return grants.allows_secret("haven", {"env": "BUS_KEY"})


def refused(path: Path) -> str:
    with pytest.raises(GrantsError) as caught:
        GrantsFile(path, REGISTRY).read()
    return str(caught.value)


def test_an_absent_file_grants_nothing_and_one_that_comes_is_read(tmp_path: Path) -> None:
    file = GrantsFile(tmp_path / "grants.yaml", REGISTRY)
    assert file.read() == Grants()
    (tmp_path / "grants.yaml").write_text(HAVEN)
    assert granted(file.read())
    assert file.read() is file.read()
    (tmp_path / "grants.yaml").unlink()
    assert file.read() == Grants()


def test_a_mistake_is_told_until_it_is_mended_and_is_never_taken_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "grants.yaml"
    file = GrantsFile(path, REGISTRY)
    path.write_text("forces: {haven: {sekrets: [BUS_KEY]}}\n")
    for _ in range(2):
        with pytest.raises(GrantsError, match=r"grants\.yaml:1:18: .*KB204"):
            file.read()
    path.write_text(HAVEN)
    assert granted(file.read())


@pytest.mark.parametrize("text", ["}{", "a: &b c", "x" * 1_100_000, "forces: [", "[" * 200_000], ids=range(5))
def test_what_is_no_yaml_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "grants.yaml").write_text(text)
    assert "KB1" in refused(tmp_path / "grants.yaml")


def test_pipes_and_folders_are_no_grants(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "KB418" in refused(tmp_path / "pipe")
    assert "KB418" in refused(tmp_path)


def _repository(folder: Path) -> Path:
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    return folder


def _add(folder: Path) -> None:
    subprocess.run(["git", "-C", folder, "add", "--force", "--all"], check=True)


def test_a_pull_request_cannot_bring_grants(tmp_path: Path) -> None:
    workspace = _repository(tmp_path / "workspace")
    state = workspace / ".koban"
    state.mkdir()
    (state / "grants.yaml").write_text(HAVEN)
    assert granted(GrantsFile(state / "grants.yaml", REGISTRY).read())
    _add(workspace)
    assert "lie in the repository" in refused(state / "grants.yaml")


def test_nor_by_a_link_to_a_file_in_it(tmp_path: Path) -> None:
    workspace = _repository(tmp_path / "workspace")
    (workspace / "deployments").mkdir()
    (workspace / "deployments" / "grants.yaml").write_text(HAVEN)
    (workspace / ".koban").symlink_to("deployments")
    _add(workspace)
    assert "lie in the repository" in refused(workspace / ".koban" / "grants.yaml")


def _also(domain: str, grants: Grants) -> Grants:
    own = grants.of("haven")
    return Grants(forces={"haven": ForceGrants(domains=[*own.domains, domain])})


def test_writing_is_for_the_owner_only_and_keeps_what_others_wrote_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "state" / "grants.yaml"
    names = [f"n{number}.example" for number in range(12)]
    threads = [
        Thread(target=change_grants, args=(path, REGISTRY, lambda grants, one=name: _also(one, grants)))
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(GrantsFile(path, REGISTRY).read().of("haven").domains) == sorted(names)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["grants.yaml"]
