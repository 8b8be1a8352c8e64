"""A Git workspace made of texts, in a folder of the test."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

KOBAN_YAML = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: test}\nspec: {branch: main}\n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A repository of manifests. Its branch is `main`."""

    path: Path

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file; nothing is committed."""
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, message: str = "Change") -> str:
        """Commit everything as it lies there; returns the revision."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str) -> str:
        """Run git in the workspace, apart from whatever the person who tests has set; returns what it printed."""
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        who = {
            f"GIT_{role}_{what}": "test@koban.example"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env=inherited | alone | who,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout


def make_workspace(folder: Path, files: dict[str, str]) -> Workspace:
    """A repository in `folder` with `files` in its first commit; `koban.yaml` is added where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(folder)
    workspace.git("init", "--quiet", "--initial-branch", "main")
    for path, text in {"koban.yaml": KOBAN_YAML, **files}.items():
        workspace.write(path, text)
    workspace.commit("Begin")
    return workspace
