"""What Git asks for one community, and its compiled form, taken from the cache where nothing it depends on has changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from koban.compile.compiler import compile_community
from koban.compile.granted import Allowed
from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.manifest.blueprint import Library, blueprint_files
from koban.manifest.community import LoadedCommunity, load_community
from koban.manifest.force import load_force
from koban.manifest.inheritance import blueprints_below
from koban.manifest.layout import Place, inputs_of
from koban.manifest.tree import Tree
from koban.model.bundle import Compiled, canonical
from koban.model.condition import ConditionType, Reason
from koban.reconcile.halt import Halt
from koban.reconcile.means import Means
from koban.sources.errors import SourceError


@dataclass(frozen=True, slots=True)
class Desired:
    """A community as one revision describes it; its files are read when it is built."""

    place: Place
    revision: str
    """The last one that touched what the community depends on."""
    tree: Tree
    allowed: Allowed
    """What was granted, to whom, and who keeps each domain."""
    granted: tuple[object, ...]
    """The part of it that concerns this community."""

    @property
    def name(self) -> str:
        """The community's name."""
        return self.place.name


@dataclass(frozen=True, slots=True)
class Built:
    """The compiled form of what is desired."""

    digest: str
    fresh: bool
    """Whether it had to be compiled."""
    left_out: tuple[str, ...] = ()
    """What it goes without, because it was not granted, in words."""


def build(desired: Desired, means: Means) -> Built | Halt:
    """The compiled form, or the mistake that prevents it. Afterwards the store has all of it."""
    key = input_key(desired, means)
    known = means.store.compiled_as(key)
    if known is not None and means.store.blob(known) is not None:
        return Built(known, fresh=False, left_out=means.store.left_out(key))
    diagnostics, compiled = _compile(desired, means)
    if compiled is None:
        return _invalid(diagnostics)
    means.store.remember_compiled(key, compiled.digest, compiled)
    return Built(compiled.digest, fresh=True, left_out=compiled.left_out)


def recompile(desired: Desired, means: Means) -> Compiled:
    """The whole compiled form of something that was built before."""
    _, compiled = _compile(desired, means)
    if compiled is None:
        raise RuntimeError(
            f"{desired.name} compiled before and does not now, though nothing it depends on has changed"
        )
    return compiled


def blueprints_of(place: Place, tree: Tree) -> list[str]:
    """The blueprints below a community; all there are where that cannot be read, which compiling it will tell."""
    try:
        return blueprints_below(tree, place)
    except (SourceError, OSError):
        return sorted(blueprint_files(tree.entries()))


def depends_on(place: Place, tree: Tree) -> tuple[object, ...]:
    """Changes with whatever the community depends on; told from paths and blobs, reading only what was never read."""
    return (
        place.folder,
        sorted(inputs_of(place, tree.entries(), blueprints_of(place, tree)).items()),
        [str(one) for one in place.diagnostics],
    )


def input_key(desired: Desired, means: Means) -> str:
    """Names all that the compiled form depends on: files by content, grants, plugins and KOBAN by version or content."""
    everything = [*depends_on(desired.place, desired.tree), desired.granted, means.registry.fingerprint]
    return hashlib.sha256(canonical(everything)).hexdigest()


def read_manifest(desired: Desired, means: Means) -> LoadedCommunity:
    """The manifest as it lies in Git, merged, with the place of each of its values."""
    entries = desired.tree.entries()
    force = load_force(desired.tree, entries, desired.place.force)
    parents = means.registry.parents
    library = Library(desired.tree, entries, parents.blueprints)
    return load_community(desired.tree, desired.place, force, library, parents)


def _compile(desired: Desired, means: Means) -> tuple[list[Diagnostic], Compiled | None]:
    loaded = read_manifest(desired, means)
    return compile_community(loaded, means.registry, desired.tree, desired.allowed)


def _invalid(diagnostics: list[Diagnostic]) -> Halt:
    errors = sorted((one for one in diagnostics if one.severity is Severity.ERROR), key=lambda one: one.span)
    message = str(errors[0])
    if errors[0].label:
        message += f"; {errors[0].label}"
    if len(errors) > 1:
        message += f" (and {len(errors) - 1} more, which `koban check` shows)"
    return Halt(ConditionType.VALID, Reason.INVALID, message)
