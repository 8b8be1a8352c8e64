"""Puts the examples of codes into a workspace. Asserts nothing."""

from __future__ import annotations

import re
from pathlib import Path

from koban.diagnostics.codes.code import Code

_COMMUNITY = "deployments/haven/zoutkade/community.yaml"
_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)


def lay_example(workspace: Path, code: Code, example: str) -> None:
    """Write `example` where `code` says it stands: its fields take the place of those that the base has."""
    for place, text in code.beside.items():
        _lay(workspace, place, text)
    _lay(workspace, code.file, example)


def _lay(workspace: Path, file: str, example: str) -> None:
    if file == "spec" or ("apiVersion:" not in example and file.endswith("force.yaml")):
        path = workspace / (_COMMUNITY if file == "spec" else file)
        path.write_text(_with_fields(path.read_text("utf-8"), example), "utf-8")
        return
    path = workspace / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(example, "utf-8")
    if path.name in {"uk.yaml", "zoutkade.uk.po"}:
        community = workspace / _COMMUNITY
        community.write_text(_with_fields(community.read_text("utf-8"), "languages: [nl, uk]\n"), "utf-8")


def _with_fields(manifest: str, fields: str) -> str:
    head, spec = manifest.split("spec:\n")
    names = set(_KEY.findall(fields))
    kept = [
        block
        for block in re.split(r"^(?=  \S)", spec, flags=re.MULTILINE)
        if block.strip().split(":")[0] not in names
    ]
    lines = (f"  {line}\n" if line != "---" else "---\n" for line in fields.removesuffix("\n").split("\n"))
    return f"{head}spec:\n{''.join(kept)}{''.join(lines)}"
