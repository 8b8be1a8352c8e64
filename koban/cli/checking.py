"""Checks a whole workspace: what is new is read, merged and compiled, a hundred communities at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from koban.cli.memory import Memory, installed
from koban.cli.processes import in_processes
from koban.cli.result import Batch, Result, check_communities, input_key
from koban.compile.ages import old_proofs
from koban.compile.granted import Allowed
from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.blueprint import Library, unused_blueprints
from koban.manifest.force import load_force
from koban.manifest.layout import Place, lay_out
from koban.manifest.tree import Tree
from koban.plugin.registry import Problem, Registry

_AT_ONCE = 100


@dataclass(slots=True)
class Checked:
    """What a check found, in all files."""

    communities: int = 0
    files: set[str] = field(default_factory=set)
    """The manifests and files of texts that were looked at."""
    blueprints: set[str] = field(default_factory=set)
    """Those that any community extends."""
    _told: dict[Diagnostic, set[str]] = field(default_factory=dict)

    def add(self, found: Sequence[Diagnostic], community: str = "") -> None:
        """Note `found`, which may have been found for other communities before."""
        for each in found:
            communities = self._told.setdefault(each, set())
            if community:
                communities.add(community)

    def take(self, community: str, result: Result, today: date | None) -> Checked:
        """Note what was found in one more community, and what of it is old on the day `today`."""
        self.add(result.diagnostics, community)
        if today is not None:
            self.add(list(old_proofs(result.proofs, today)), community)
        self.files.update(result.files)
        self.blueprints.update(result.blueprints)
        self.communities += 1
        return self

    def diagnostics(self) -> list[Diagnostic]:
        """Each mistake once; one in a file that several communities share says how many it touches."""
        return [_counted(each, len(communities)) for each, communities in self._told.items()]


def check_workspace(
    tree: Tree,
    registry: Registry,
    today: date | None = None,
    allowed: Allowed | None = None,
    memory: Memory | None = None,
) -> Iterator[Checked]:
    """Check everything in `tree` that `memory` does not know, held against what is `allowed`.

    Yields the same growing Checked after every community. What is old on the day `today` is noted too.
    """
    checked, allowed = Checked(), allowed or Allowed()
    checked.add([_plugin_failed(problem) for problem in registry.problems])
    places = {place.name: place for place in lay_out(tree.entries()).places()}
    keys = _Keys(tree, allowed, installed(registry.fingerprint))
    new = []
    for name, place in places.items():
        result = memory.recall(name, partial(keys.of, place)) if memory is not None else None
        if result is None:
            new.append(name)
        else:
            yield checked.take(name, result, today)
    for batch in _batches(new, tree, registry, allowed, some=bool(places)):
        checked.add(batch.shared)
        checked.files |= batch.files
        for name, result in batch.results.items():
            if memory is not None and result.alone:
                memory.note(name, keys.of(places[name], result), result)
            yield checked.take(name, result, today)
    for force, communities in lay_out(tree.entries()).forces.items():
        if places and not communities:
            checked.add(load_force(tree, tree.entries(), force).diagnostics)
    library = Library(tree, tree.entries(), registry.parents.blueprints)
    checked.add(list(unused_blueprints(library, checked.blueprints)))
    yield checked


@dataclass(frozen=True, slots=True)
class _Keys:
    """Names what results depend on."""

    tree: Tree
    allowed: Allowed
    about: Sequence[str]

    def of(self, place: Place, result: Result) -> str:
        """The key of `result` in `place` as things are now."""
        return input_key(place, self.tree, result.blueprints, result.domains, self.allowed, self.about)


def _batches(
    new: list[str], tree: Tree, registry: Registry, allowed: Allowed, *, some: bool
) -> Iterator[Batch]:
    # With nothing new too: koban.yaml is read all the same, and the forces where there are no communities.
    names = [new[start : start + _AT_ONCE] for start in range(0, max(1, len(new)), _AT_ONCE)]
    yield from in_processes(
        lambda few: check_communities(few if some else None, tree, registry, allowed), names
    )


def _counted(found: Diagnostic, communities: int) -> Diagnostic:
    if communities < 2:
        return found
    told = f"this touches {communities} communities"
    return replace(found, help=f"{found.help}; {told}" if found.help else told)


def _plugin_failed(problem: Problem) -> Diagnostic:
    file, _, line = problem.place.rpartition(":")
    message = (
        f"the plugin {problem.plugin} {problem.version} cannot be used: {problem.message} (in {problem.hook})"
    )
    at = int(line) if line.isdigit() else 1
    return Diagnostic(
        "KB900",
        message,
        Span(file or problem.place, at, 1, at, 1),
        help="update or remove it: koban plugin list",
    )
