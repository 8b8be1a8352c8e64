"""Compares two states of a workspace, community by community. What nothing touched is neither read nor compiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from koban.compile.compiler import compile_community
from koban.compile.granted import Allowed, allowed_beside
from koban.diagnostics.diagnostic import Diagnostic, has_errors
from koban.manifest.community import LoadedCommunity
from koban.manifest.force import LoadedForce, load_force
from koban.manifest.layout import Place, lay_out
from koban.manifest.tree import Tree
from koban.manifest.workspace import load_workspace
from koban.model.bundle import Bundle
from koban.model.grants import Grants
from koban.model.plan import Action, Change, ChangeClass
from koban.plan.places import with_places
from koban.plan.planner import plan_changes
from koban.plan.refusals import refused
from koban.plan.sentences import frame
from koban.plan.speech import speech_in
from koban.plugin.registry import Registry
from koban.reconcile.desired import depends_on

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Side:
    """A community as one state of the workspace describes it."""

    loaded: LoadedCommunity
    bundle: Bundle | None
    """None if it has a mistake."""
    found: Sequence[Diagnostic]


@dataclass(frozen=True, slots=True)
class Compared:
    """One community on both sides, of which one may be absent."""

    before: Side | None
    after: Side | None
    force: LoadedForce | None
    """The force by whose applied manifest the change is judged; None where none is applied yet."""

    @property
    def name(self) -> str:
        """What it is called after the change, or was called if it goes."""
        side = self.after or self.before
        return side.loaded.name if side else ""

    @property
    def language(self) -> str:
        """The force's, in which its people read the plan."""
        side = self.after or self.before
        proposed = side.loaded.force.spec if side else None
        spec = self.force.spec if self.force and self.force.spec else proposed
        return spec.language if spec else "en"

    @property
    def unknown(self) -> bool:
        """Whether what is applied cannot be told, because it has a mistake."""
        return self.before is not None and self.before.bundle is None

    def plan(self, registry: Registry) -> Change | None:
        """The change, each field with the place where it stands; None if nothing differs or it has a mistake."""
        if self.after is not None and self.after.bundle is None:
            return None
        if self.unknown:
            return self._from_the_unknown()
        before, after = (side.bundle if side else None for side in (self.before, self.after))
        change = plan_changes(before, after, registry)
        return self._judged(change) if change else None

    def refused(self, change: Change | None, registry: Registry) -> list[Diagnostic]:
        """What is applied says against the change."""
        before, after = self._applied(), self.after
        if change is None or before is None or after is None or after.bundle is None:
            return []
        return refused(before, after.bundle, registry, after.loaded, change.change_class)

    def _applied(self) -> Bundle | None:
        """What it is now, with the guards that are applied by now."""
        before, spec = self.before.bundle if self.before else None, self.force.spec if self.force else None
        if before is None or spec is None:
            return before
        guards = {"limits": spec.limits, "policies": spec.policies}
        return before.model_copy(update={"force": before.force.model_copy(update=guards)})

    def approvers(self, width: ChangeClass) -> list[str]:
        """Roles of which one person each must agree to a change of this class, as applied now."""
        spec = self.force.spec if self.force else None
        return list(spec.approvals.get(width, [])) if spec else []

    def _judged(self, change: Change) -> Change:
        there, then = (side.loaded if side else None for side in (self.after, self.before))
        renamed = there is not None and then is not None and there.name != then.name
        judged: dict[str, object] = {"approvals": self.approvers(change.change_class)}
        if renamed:
            judged["action"] = Action.RENAME
        return with_places(change, there, then).model_copy(update=judged)

    def _from_the_unknown(self) -> Change:
        """Nobody can tell how far this goes, so it counts as going as far as any change can."""
        width = ChangeClass.DESTRUCTIVE
        words = speech_in(self.language).say(frame.UNKNOWN)
        return Change.model_validate(
            {
                "community": self.name,
                "action": Action.UPDATE if self.after else Action.DELETE,
                "class": width,
                "summary": words,
                "sentences": [words],
                "approvals": self.approvers(width),
            }
        )


@dataclass(frozen=True, slots=True)
class _Pair:
    """The folders of one community on both sides."""

    old: Place | None
    new: Place | None


class Comparison:
    """Finds what differs between two trees, then compares it step by step."""

    def __init__(
        self, before: Tree, after: Tree, applied: Tree, registry: Registry, grants: Grants | None = None
    ) -> None:
        """`applied` is where the forces' guards are read. Both sides go by the same `grants`; with None all stays in."""
        self._before, self._after, self._applied, self._registry = before, after, applied, registry
        self._allowed = allowed_beside(before, after, grants) if grants is not None else (None, None)
        old = {place.name: place for place in lay_out(before.entries()).places()}
        new = {place.name: place for place in lay_out(after.entries()).places()}
        self.communities = len(new)
        """How many are proposed in all."""
        self._same = [
            _Pair(old[name], place)
            for name, place in new.items()
            if name in old and depends_on(old[name], before) != depends_on(place, after)
        ]
        self._come = [place for name, place in new.items() if name not in old]
        self._gone = {name: place for name, place in old.items() if name not in new}
        self._guards: dict[str, LoadedForce | None] = {}

    @property
    def touched(self) -> int:
        """How many communities are compared at most."""
        return len(self._same) + len(self._come) + len(self._gone)

    def steps(self) -> Iterator[Compared]:
        """Each community that was touched, a few hundred read at a time."""
        for start in range(0, len(self._come), _AT_ONCE):
            yield from self._compare(self._paired(self._come[start : start + _AT_ONCE]))
        for start in range(0, len(self._same), _AT_ONCE):
            yield from self._compare(self._same[start : start + _AT_ONCE])
        gone = list(self._gone.values())
        for start in range(0, len(gone), _AT_ONCE):
            yield from self._compare([_Pair(place, None) for place in gone[start : start + _AT_ONCE]])

    def _paired(self, places: Sequence[Place]) -> list[_Pair]:
        """New folders, each with the one that it was moved from if that is gone."""
        loaded = self._load(self._after, places)
        return [_Pair(self._past(place, loaded[place.name].moved_from), place) for place in places]

    def _past(self, place: Place, name: str | None) -> Place | None:
        """The folder that `place` was moved from; what is another force's never comes along."""
        old = self._gone.get(name or "")
        return self._gone.pop(old.name) if old is not None and old.force == place.force else None

    def _compare(self, pairs: Sequence[_Pair]) -> Iterator[Compared]:
        old = self._load(self._before, [pair.old for pair in pairs])
        new = self._load(self._after, [pair.new for pair in pairs])
        for pair in pairs:
            force = pair.old.force if pair.old else pair.new.force if pair.new else ""
            yield Compared(
                before=self._side(pair.old, old, self._before, self._allowed[0]),
                after=self._side(pair.new, new, self._after, self._allowed[1]),
                force=self._guard(force),
            )

    def _side(
        self,
        place: Place | None,
        loaded: Mapping[str, LoadedCommunity],
        tree: Tree,
        allowed: Allowed | None,
    ) -> Side | None:
        if place is None:
            return None
        found, compiled = compile_community(loaded[place.name], self._registry, tree, allowed)
        wrong = has_errors(found) or compiled is None
        return Side(loaded[place.name], None if wrong or compiled is None else compiled.bundle, found)

    def _load(self, tree: Tree, places: Sequence[Place | None]) -> Mapping[str, LoadedCommunity]:
        names = [place.name for place in places if place is not None]
        return load_workspace(tree, names, self._registry.parents).communities if names else {}

    def _guard(self, name: str) -> LoadedForce | None:
        if name not in self._guards:
            entries = self._applied.entries()
            there = f"deployments/{name}/force.yaml" in entries
            self._guards[name] = load_force(self._applied, entries, name) if there else None
        return self._guards[name]
