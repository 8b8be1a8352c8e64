"""What a check finds in one community, told apart from the others so that it can be remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from koban.compile.compiler import compile_community
from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.layout import FORCE_FILE, Place, inputs_of
from koban.manifest.tree import WORKSPACE_FILE, Tree
from koban.manifest.workspace import LoadedCommunity, load_workspace
from koban.model.bundle import canonical
from koban.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one community. Depends on its files and on what is installed, and on no clock."""

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    """The manifests and files of texts that were looked at."""


@dataclass(slots=True)
class Batch:
    """What was found in some communities, and in what they share."""

    shared: list[Diagnostic] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    results: dict[str, Result] = field(default_factory=dict)


def check_communities(names: Sequence[str] | None, tree: Tree, registry: Registry) -> Batch:
    """Check the communities called `names`, or all that there are."""
    workspace = load_workspace(tree, names)
    batch = Batch(list(workspace.diagnostics), {WORKSPACE_FILE} & tree.entries().keys())
    for force in workspace.forces.values():
        batch.shared += force.diagnostics
        batch.files |= {f"{force.folder}/{FORCE_FILE}"} & tree.entries().keys()
    for name, loaded in workspace.communities.items():
        batch.results[name] = _result(loaded, tree, registry)
    return batch


def _result(loaded: LoadedCommunity, tree: Tree, registry: Registry) -> Result:
    found, _ = compile_community(loaded, registry, tree)
    return Result(tuple(found), tuple(path for path in loaded.inputs if path.endswith(".yaml")))


def input_key(place: Place, tree: Tree, about: Iterable[str]) -> str:
    """Names all that a result depends on: files by content, and `about`, which names what is installed."""
    inputs = sorted(inputs_of(place, tree.entries()).items())
    told = [str(one) for one in place.diagnostics]
    return hashlib.sha256(canonical([place.folder, inputs, told, *about])).hexdigest()
