"""Checks a whole workspace: what is new is read, merged and compiled, a hundred communities at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from koban.cli.memory import Memory, installed
from koban.cli.processes import in_processes
from koban.cli.result import Batch, Result, check_communities, input_key
from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.layout import lay_out
from koban.manifest.tree import Tree
from koban.plugin.registry import Problem, Registry

_AT_ONCE = 100


@dataclass(slots=True)
class Checked:
    """What a check found, in all files."""

    communities: int = 0
    files: set[str] = field(default_factory=set)
    """The manifests and files of texts that were looked at."""
    _told: dict[Diagnostic, set[str]] = field(default_factory=dict)

    def add(self, found: Sequence[Diagnostic], community: str = "") -> None:
        """Note `found`, which may have been found for other communities before."""
        for each in found:
            communities = self._told.setdefault(each, set())
            if community:
                communities.add(community)

    def take(self, community: str, result: Result) -> Checked:
        """Note what was found in one more community."""
        self.add(result.diagnostics, community)
        self.files.update(result.files)
        self.communities += 1
        return self

    def diagnostics(self) -> list[Diagnostic]:
        """Each mistake once; one in a file that several communities share says how many it touches."""
        return [_counted(each, len(communities)) for each, communities in self._told.items()]


def check_workspace(tree: Tree, registry: Registry, memory: Memory | None = None) -> Iterator[Checked]:
    """Check everything in `tree` that `memory` does not know; yields the same growing Checked after every community."""
    checked = Checked()
    checked.add([_plugin_failed(problem) for problem in registry.problems])
    keys = _keys(tree, registry)
    new = []
    for name, key in keys.items():
        result = memory.recall(name, key) if memory is not None else None
        if result is None:
            new.append(name)
        else:
            yield checked.take(name, result)
    for batch in _batches(new, tree, registry, some=bool(keys)):
        checked.add(batch.shared)
        checked.files |= batch.files
        for name, result in batch.results.items():
            if memory is not None:
                memory.note(name, keys[name], result)
            yield checked.take(name, result)
    yield checked


def _keys(tree: Tree, registry: Registry) -> dict[str, str]:
    about = installed(registry.fingerprint)
    return {place.name: input_key(place, tree, about) for place in lay_out(tree.entries()).places()}


def _batches(new: list[str], tree: Tree, registry: Registry, *, some: bool) -> Iterator[Batch]:
    # With nothing new too: koban.yaml is read all the same, and the forces where there are no communities.
    names = [new[start : start + _AT_ONCE] for start in range(0, max(1, len(new)), _AT_ONCE)]
    yield from in_processes(lambda few: check_communities(few if some else None, tree, registry), names)


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
