"""Every folder in `bad/` gives exactly its screen, every folder in `good/` is clean."""

from pathlib import Path

import pytest

from koban.diagnostics.codes.catalogue import CATALOGUE
from koban.plugin.registry import Registry
from tests.diagnostics.workspaces import HERE, check, make_workspace


def _cases(kind: str) -> list[Path]:
    return sorted(path for path in (HERE / kind).iterdir() if path.is_dir())


@pytest.mark.parametrize("case", _cases("bad"), ids=lambda path: path.name)
def test_bad_manifest_gives_its_screen(case: Path, tmp_path: Path, registry: Registry) -> None:
    checked, screen = check(make_workspace(tmp_path, case), registry)
    assert screen == (case / "expected.txt").read_text("utf-8")
    assert {found.code for found in checked.diagnostics()} <= CATALOGUE.keys()


@pytest.mark.parametrize("case", _cases("good"), ids=lambda path: path.name)
def test_good_manifest_is_clean(case: Path, tmp_path: Path, registry: Registry) -> None:
    _, screen = check(make_workspace(tmp_path, case), registry)
    assert screen == "1 community checked, nothing is wrong\n"


def test_there_are_enough_cases() -> None:
    assert len(_cases("bad")) >= 60
    assert len(_cases("good")) >= 8
