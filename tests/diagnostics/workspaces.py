"""Small workspaces made from `base/`, and what a check of them shows. Asserts nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from koban.cli.check import screen
from koban.cli.checking import Checked, check_workspace
from koban.compile.granted import allowed_in
from koban.manifest.tree import WorkingTree
from koban.plugin.registry import Registry
from koban.sources.grants import GrantsFile

HERE = Path(__file__).parent
TODAY = date(2026, 10, 1)
COMMUNITY = "deployments/haven/zoutkade/community.yaml"


def make_workspace(folder: Path, over: Path | None = None) -> Path:
    """A copy of `base/` in `folder`, with the files of `over` laid over it and those listed in its `absent.txt` gone."""
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    if over is not None:
        shutil.copytree(
            over, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*", "absent.txt")
        )
        gone = over / "absent.txt"
        for path in gone.read_text().split() if gone.exists() else ():
            (folder / path).unlink()
    return folder


def check(folder: Path, registry: Registry) -> tuple[Checked, str]:
    """What is wrong in the workspace, as data and as the screen shows it, with what its `grants.yaml` grants."""
    tree, grants = WorkingTree(folder), GrantsFile(folder / "grants.yaml", registry).read()
    checked = Checked()
    for so_far in check_workspace(tree, registry, TODAY, allowed_in(tree, grants)):
        checked = so_far
    return checked, screen(checked.diagnostics(), checked.communities, tree, colour=False)
