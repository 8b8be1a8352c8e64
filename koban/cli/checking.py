"""Checks a whole workspace: reads, merges and compiles every community, a few hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from koban.compile.ages import newest_proofs, old_proofs
from koban.compile.compiler import compile_community
from koban.compile.granted import Allowed
from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.blueprint import Library, unused_blueprints
from koban.manifest.layout import lay_out
from koban.manifest.tree import Tree
from koban.manifest.workspace import Workspace, load_workspace
from koban.plugin.registry import Problem, Registry

_AT_ONCE = 200


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

    def diagnostics(self) -> list[Diagnostic]:
        """Each mistake once; one in a file that several communities share says how many it touches."""
        return [_counted(each, len(communities)) for each, communities in self._told.items()]


def check_workspace(
    tree: Tree, registry: Registry, today: date | None = None, allowed: Allowed | None = None
) -> Iterator[Checked]:
    """Check everything in `tree`, held against what is `allowed`; yields the same growing Checked after every community.

    What is old on the day `today` is noted too.
    """
    checked = Checked()
    names = [place.name for place in lay_out(tree.entries()).places()]
    checked.add([_plugin_failed(problem) for problem in registry.problems])
    used: set[str] = set()
    for start in range(0, max(1, len(names)), _AT_ONCE):
        # Without communities too: koban.yaml and the forces are read all the same.
        at_once = names[start : start + _AT_ONCE] if names else None
        workspace = load_workspace(tree, at_once, registry.parents)
        _add_shared(checked, workspace, tree)
        for loaded in workspace.communities.values():
            found, compiled = compile_community(loaded, registry, tree, allowed)
            checked.add(found, loaded.name)
            if today is not None and compiled is not None and loaded.node is not None:
                proofs = newest_proofs(compiled.bundle.spec, loaded.node)
                checked.add(list(old_proofs(proofs, today)), loaded.name)
            checked.communities += 1
            checked.files |= {
                path for path in loaded.inputs if path.endswith(".yaml") and path in tree.entries()
            }
            used.update(loaded.blueprints)
            yield checked
    checked.add(list(unused_blueprints(Library(tree, tree.entries(), registry.parents.blueprints), used)))
    yield checked


def _add_shared(checked: Checked, workspace: Workspace, tree: Tree) -> None:
    checked.add(workspace.diagnostics)
    checked.files |= {"koban.yaml"} & tree.entries().keys()
    for force in workspace.forces.values():
        checked.add(force.diagnostics)
        checked.files |= {f"{force.folder}/force.yaml"} & tree.entries().keys()


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
