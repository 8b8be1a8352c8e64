"""What a check finds in one community, told apart from the others so that it can be remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from koban.compile.ages import NewestProof, newest_proofs
from koban.compile.compiler import compile_community
from koban.compile.granted import Allowed
from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.claims import claims_of
from koban.manifest.layout import FORCE_FILE, Place, inputs_of, lay_out
from koban.manifest.tree import WORKSPACE_FILE, Tree
from koban.manifest.workspace import LoadedCommunity, load_workspace
from koban.model.bundle import canonical
from koban.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one community. Depends on its files, its grants and on what is installed, and on no clock."""

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    """The manifests and files of texts that were looked at."""
    blueprints: tuple[str, ...] = ()
    """Those that it extends: they are the same as long as all files that they are told by are."""
    domains: tuple[str, ...] = ()
    """Those that it asks for."""
    proofs: tuple[NewestProof, ...] = ()
    """What grows old whether anybody writes or not."""
    alone: bool = True
    """Whether no other community's manifest has a say in it, as it has where one says what it was called before."""


@dataclass(slots=True)
class Batch:
    """What was found in some communities, and in what they share."""

    shared: list[Diagnostic] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    results: dict[str, Result] = field(default_factory=dict)


def check_communities(names: Sequence[str] | None, tree: Tree, registry: Registry, allowed: Allowed) -> Batch:
    """Check the communities called `names`, or all that there are, held against what is `allowed`."""
    workspace = load_workspace(tree, names, registry.parents)
    batch = Batch(list(workspace.diagnostics), {WORKSPACE_FILE} & tree.entries().keys())
    for force in workspace.forces.values():
        batch.shared += force.diagnostics
        batch.files |= {f"{force.folder}/{FORCE_FILE}"} & tree.entries().keys()
    places = {place.name: place for place in lay_out(tree.entries()).places()}
    for name, loaded in workspace.communities.items():
        batch.results[name] = _result(loaded, places[name], tree, registry, allowed)
    return batch


def _result(
    loaded: LoadedCommunity, place: Place, tree: Tree, registry: Registry, allowed: Allowed
) -> Result:
    found, compiled = compile_community(loaded, registry, tree, allowed)
    proofs = newest_proofs(compiled.bundle.spec, loaded.node) if compiled and loaded.node else ()
    there = tree.entries()
    return Result(
        tuple(found),
        tuple(path for path in loaded.inputs if path.endswith(".yaml") and path in there),
        loaded.blueprints,
        tuple(claim.domain for claim in claims_of(place, tree)),
        tuple(proofs),
        alone=loaded.moved is None,
    )


def input_key(
    place: Place,
    tree: Tree,
    blueprints: Iterable[str],
    domains: Iterable[str],
    allowed: Allowed,
    about: Iterable[str],
) -> str:
    """Names all that a result depends on: files by content, grants, and `about`, which names what is installed.

    `blueprints` and `domains` are those that the community had when the result was found.
    """
    inputs = sorted(inputs_of(place, tree.entries(), blueprints).items())
    told = [str(one) for one in place.diagnostics]
    asked = sorted(domains)
    keep = [allowed.keepers[domain].community if domain in allowed.keepers else "" for domain in asked]
    granted = allowed.grants.concerning(place.force, place.name, asked)
    return hashlib.sha256(canonical([place.folder, inputs, told, granted, keep, *about])).hexdigest()
