"""A whole workspace: `koban.yaml`, the forces, and the communities that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.blueprint import Library
from koban.manifest.community import LoadedCommunity, load_community
from koban.manifest.document import read_manifest
from koban.manifest.exact import check_exact
from koban.manifest.force import LoadedForce, load_force
from koban.manifest.layout import lay_out
from koban.manifest.moved import check_moves
from koban.manifest.parents import Parents
from koban.manifest.tree import WORKSPACE_FILE, Entry, Tree
from koban.manifest.validation import explain_errors
from koban.manifest.walk import walk
from koban.model.force import WorkspaceSpec

__all__ = ["LoadedCommunity", "LoadedForce", "Workspace", "load_workspace"]


@dataclass(slots=True)
class Workspace:
    """What the manifests say, merged; a mistake is kept with whatever it spoils and spoils nothing else."""

    spec: WorkspaceSpec | None
    forces: dict[str, LoadedForce] = field(default_factory=dict)
    communities: dict[str, LoadedCommunity] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """Of `koban.yaml` and of files that nothing reads."""


def load_workspace(
    tree: Tree, only: Collection[str] | None = None, parents: Parents | None = None
) -> Workspace:
    """Read the workspace in `tree`: all communities, or those whose names are in `only`, over what plugins give.

    Raises nothing for what people write: each mistake is a diagnostic of the workspace, a force or a community.
    """
    entries = tree.entries()
    layout, parents = lay_out(entries), parents or Parents()
    library = Library(tree, entries, parents.blueprints)
    spec, problems = _load_spec(tree, entries)
    workspace = Workspace(spec, diagnostics=problems + layout.stray)
    for place in layout.places():
        if only is not None and place.name not in only:
            continue
        if place.force not in workspace.forces:
            workspace.forces[place.force] = load_force(tree, entries, place.force)
        workspace.communities[place.name] = load_community(
            tree, place, workspace.forces[place.force], library, parents
        )
    moved = {name: loaded.moved for name, loaded in workspace.communities.items() if loaded.moved}
    for name, problem in check_moves(tree, layout, moved) if moved else ():
        workspace.communities[name].diagnostics.append(problem)
    if only is None:
        for name in layout.forces:
            if name not in workspace.forces:
                workspace.forces[name] = load_force(tree, entries, name)
    return workspace


def _load_spec(tree: Tree, entries: Mapping[str, Entry]) -> tuple[WorkspaceSpec | None, list[Diagnostic]]:
    if WORKSPACE_FILE not in entries:
        message = f"this folder is no workspace: it has no {WORKSPACE_FILE}"
        cure = "go to the folder with koban.yaml, or name it: koban -C FOLDER check"
        return None, [Diagnostic("KB240", message, Span(WORKSPACE_FILE), help=cure)]
    node, problems = read_manifest(tree, entries[WORKSPACE_FILE], "Workspace", None)
    if node is None:
        return None, problems
    try:
        spec = WorkspaceSpec.model_validate(node.plain())
    except ValidationError as error:
        return None, problems + explain_errors(WorkspaceSpec, node, error)
    return spec, problems + list(check_exact(walk(spec), node))
