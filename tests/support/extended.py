"""Communities that say nothing but which blueprint they extend, in a force as `koban new force` writes it."""

from __future__ import annotations

from pathlib import Path

from koban.cli.starters import force_starter
from koban.compile.compiler import compile_community
from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.bundle import Compiled
from koban.plugin.registry import Registry

LANGUAGES = ["en", "nl", "fr", "de", "de-simple", "pl", "pt", "es", "uk", "tr", "ar"]
"""Those in which blueprints are written."""
PURPOSES = {"response", "question", "participation"}
"""Those that every force has."""
_WORKSPACE = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: tests}\nspec: {}\n"
_COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {{name: quay}}
spec:
  extends: [{extends}]
  title: Quay
  languages: [{language}]
  unit: {{name: Team, posts: 2, phone: "000", staffedHours: 24/7, maxOpenCases: 30}}
"""


def extend(
    folder: Path, registry: Registry, blueprint: str, language: str, body: str | None = None
) -> tuple[list[Diagnostic], Compiled | None]:
    """A community in `folder` that extends `blueprint`, which is `body` in `blueprints/` or a plugin's, compiled."""
    files = {
        "koban.yaml": _WORKSPACE,
        "deployments/north/force.yaml": force_starter("north", language),
        "deployments/north/quay/community.yaml": _COMMUNITY.format(extends=blueprint, language=language),
    }
    if body is not None:
        files[f"blueprints/{blueprint}.yaml"] = body
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    tree = WorkingTree(folder)
    loaded = load_workspace(tree, parents=registry.parents).communities["quay"]
    return compile_community(loaded, registry, tree)
