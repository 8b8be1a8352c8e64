"""Follows a source's head and says which communities a change touches. The others are neither read nor written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from koban.compile.granted import Allowed
from koban.compile.grants import GrantsError
from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.manifest.claims import Claim, claims_of, keepers
from koban.manifest.layout import BLUEPRINTS, FORCE_FILE, Place, lay_out
from koban.manifest.tree import WORKSPACE_FILE, TooManyFilesError, Tree
from koban.manifest.workspace import load_workspace
from koban.model.force import WorkspaceSpec
from koban.model.grants import Grants
from koban.reconcile.desired import Desired, blueprints_of, depends_on
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

    def __init__(
        self,
        source: Source,
        grants: Callable[[], Grants] = Grants,
        held: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """Nothing was seen yet. `held` tells which community is served at which domain."""
        self._source = source
        self._grants, self._held = grants, held
        self._granted: Grants | None = None
        self._claims: dict[str, tuple[str, list[Claim]]] = {}
        self._head: str | None = None
        self._unreadable: tuple[str, str] | None = None
        self._seen: dict[str, tuple[object, ...]] = {}
        self.desired: dict[str, Desired] = {}

    def follow(self) -> Step | None:
        """Take in what changed since the last call, or None if the head and the grants are the same.

        Raises UnreadableError as long as the workspace as a whole, or what was granted, cannot be read; what is desired
        stays as it was.
        """
        try:
            head, grants = self._source.head(), self._grants()
            if self._unreadable and self._unreadable[0] == head:
                raise UnreadableError(self._unreadable[1])
            same = head == self._head and grants == self._granted
            step = None if same else self._advance(head, grants)
        except (SourceError, TooManyFilesError, GrantsError) as error:
            raise UnreadableError(str(error)) from error
        self._unreadable = None
        return step

    def _advance(self, head: str, grants: Grants) -> Step:
        tree = self._source.snapshot(head)
        places = {place.name: place for place in lay_out(tree.entries()).places()}
        spec, problem = self._workspace(head, tree)
        self._claims = (
            self._claimed(places, tree) if any(one.domains for one in grants.forces.values()) else {}
        )
        allowed = self._allowed(grants)
        granted = {name: self._concerning(place, allowed) for name, place in places.items()}
        seen = {name: (*depends_on(place, tree), granted[name]) for name, place in places.items()}
        changed = {name for name in seen if seen[name] != self._seen.get(name)}
        desired = {name: self._desired(head, places[name], tree, allowed, granted[name]) for name in changed}
        gone = self.desired.keys() - seen.keys()
        # What did not change reads the same from the new tree; so no old one, with the list of all its files, is kept.
        kept = {
            name: replace(one, tree=tree, allowed=allowed)
            for name, one in self.desired.items()
            if name not in gone
        }
        self.desired = kept | desired
        self._head, self._granted, self._seen = head, grants, seen
        return Step(head, spec, frozenset(changed | gone), problem)

    def _workspace(self, head: str, tree: Tree) -> tuple[WorkspaceSpec, str]:
        workspace = load_workspace(tree, only=())
        errors = _errors(workspace.diagnostics)
        problem = str(errors[0]) if errors else ""
        if workspace.spec is None:
            self._unreadable = (head, problem)
            raise UnreadableError(problem)
        return workspace.spec, problem

    def _claimed(self, places: Mapping[str, Place], tree: Tree) -> dict[str, tuple[str, list[Claim]]]:
        """Of each community the manifest's blob and the domains that it asks for. Only changed manifests are read."""
        found: dict[str, tuple[str, list[Claim]]] = {}
        for name, place in places.items():
            blob = place.files[place.manifest].blob if place.manifest in place.files else ""
            known = self._claims.get(name)
            found[name] = known if known and known[0] == blob else (blob, claims_of(place, tree))
        return found

    def _allowed(self, grants: Grants) -> Allowed:
        claims = (claim for _, of_one in self._claims.values() for claim in of_one)
        return Allowed(
            grants, keepers(claims, lambda one: grants.force_of_domain(one.domain) == one.force, self._held())
        )

    def _concerning(self, place: Place, allowed: Allowed) -> tuple[object, ...]:
        domains = [claim.domain for claim in self._claims.get(place.name, ("", []))[1]]
        keep = [allowed.keepers[domain].community for domain in domains if domain in allowed.keepers]
        return (*allowed.grants.concerning(place.force, place.name, domains), keep)

    def _desired(
        self, head: str, place: Place, tree: Tree, allowed: Allowed, granted: tuple[object, ...]
    ) -> Desired:
        blueprints = (f"{BLUEPRINTS}/{name}.yaml" for name in blueprints_of(place, tree))
        paths = (place.folder, f"deployments/{place.force}/{FORCE_FILE}", WORKSPACE_FILE, *blueprints)
        return Desired(place, self._source.last_touched(paths, head), tree, allowed, granted)


def _errors(diagnostics: Collection[Diagnostic]) -> list[Diagnostic]:
    return sorted((one for one in diagnostics if one.severity is Severity.ERROR), key=lambda one: one.span)
