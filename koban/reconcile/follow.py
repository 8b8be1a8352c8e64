"""Follows a source's head and says which communities a change touches. The others are neither read nor written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.manifest.layout import FORCE_FILE, Place, lay_out
from koban.manifest.tree import WORKSPACE_FILE, TooManyFilesError, Tree
from koban.manifest.workspace import load_workspace
from koban.model.force import WorkspaceSpec
from koban.reconcile.desired import Desired, depends_on
from koban.reconcile.source import Source
from koban.sources.errors import SourceError


class UnreadableError(Exception):
    """The workspace as a whole cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a new head brings."""

    revision: str
    spec: WorkspaceSpec
    touched: frozenset[str]
    """Communities to look at: changed, new or gone."""
    problem: str
    """The first mistake that belongs to no community, or nothing."""


class Follower:
    """Knows what is desired of every community at the head seen last."""

    def __init__(self, source: Source) -> None:
        """Nothing was seen yet."""
        self._source = source
        self._head: str | None = None
        self._unreadable: tuple[str, str] | None = None
        self._seen: dict[str, tuple[object, ...]] = {}
        self.desired: dict[str, Desired] = {}

    def follow(self) -> Step | None:
        """Take in what changed since the last call, or None if the head is the same.

        Raises UnreadableError as long as the workspace as a whole cannot be read; what is desired stays as it was.
        """
        try:
            head = self._source.head()
            if self._unreadable and self._unreadable[0] == head:
                raise UnreadableError(self._unreadable[1])
            step = None if head == self._head else self._advance(head)
        except (SourceError, TooManyFilesError) as error:
            raise UnreadableError(str(error)) from error
        self._unreadable = None
        return step

    def _advance(self, head: str) -> Step:
        tree = self._source.snapshot(head)
        places = {place.name: place for place in lay_out(tree.entries()).places()}
        spec, problem = self._workspace(head, tree)
        seen = {name: depends_on(place, tree) for name, place in places.items()}
        changed = {name for name in seen if seen[name] != self._seen.get(name)}
        desired = {name: self._desired(head, places[name], tree) for name in changed}
        gone = self.desired.keys() - seen.keys()
        # What did not change reads the same from the new tree; so no old one, with the list of all its files, is kept.
        kept = {name: replace(one, tree=tree) for name, one in self.desired.items() if name not in gone}
        self.desired = kept | desired
        self._head, self._seen = head, seen
        return Step(head, spec, frozenset(changed | gone), problem)

    def _workspace(self, head: str, tree: Tree) -> tuple[WorkspaceSpec, str]:
        workspace = load_workspace(tree, only=())
        errors = _errors(workspace.diagnostics)
        problem = str(errors[0]) if errors else ""
        if workspace.spec is None:
            self._unreadable = (head, problem)
            raise UnreadableError(problem)
        return workspace.spec, problem

    def _desired(self, head: str, place: Place, tree: Tree) -> Desired:
        paths = (place.folder, f"deployments/{place.force}/{FORCE_FILE}", WORKSPACE_FILE)
        return Desired(place, self._source.last_touched(paths, head), tree)


def _errors(diagnostics: Collection[Diagnostic]) -> list[Diagnostic]:
    return sorted((one for one in diagnostics if one.severity is Severity.ERROR), key=lambda one: one.span)
