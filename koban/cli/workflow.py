"""Puts the file together by which a Git host checks pull requests. Writes nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from textwrap import indent

_FOLDER = Path(__file__).parent / "workflows"
_SCRIPT = re.compile(r"^( *)@@(\w+)@@\n", re.MULTILINE)
_LOCKED = "requirements"
_SOURCE = ("pyproject.toml", "README.md", "LICENSE", "koban", "plugins")

FILES = {
    "github": ".github/workflows/koban.yaml",
    "gitlab": ".gitlab/koban.yaml",
    "forgejo": ".forgejo/workflows/koban.yaml",
}
"""Host -> where it looks for the file; GitLab looks where its own .gitlab-ci.yml says."""


def workflow(host: str, workspace: Path) -> str:
    """The file for `host`. Where the workspace is KOBAN's own repository, KOBAN is installed from it."""
    source = _is_koban(workspace)

    def script(match: re.Match[str]) -> str:
        return indent(_script(match[2], source=source), match[1])

    return _SCRIPT.sub(script, (_FOLDER / f"{host}.yaml").read_text("utf-8"))


def _script(name: str, *, source: bool) -> str:
    text = (_FOLDER / f"{name}.sh").read_text("utf-8")
    if name == "install":
        text = text.replace("@@paths@@", " ".join((_LOCKED, *(_SOURCE if source else ()))))
        if source:
            text += (_FOLDER / "source.sh").read_text("utf-8")
    return text


def _is_koban(workspace: Path) -> bool:
    project = workspace / "pyproject.toml"
    if not project.is_file():
        return False
    try:
        named = tomllib.loads(project.read_text("utf-8")).get("project", {}).get("name")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return False
    return bool(named == "koban")
