"""Which owned community a new folder goes on with: what manifests say of their past, held against the inventory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from koban.manifest.layout import Place
from koban.manifest.moved import Claim, read_claim, rivals
from koban.model.condition import ConditionType, Reason
from koban.reconcile.desired import Desired
from koban.reconcile.halt import Halt
from koban.store.control import ControlStore
from koban.store.fleet.rows import AliasRow, CommunityRow


@dataclass(frozen=True, slots=True)
class Past:
    """What newcomers, of which nothing is served yet, say of their past."""

    claims: Mapping[str, Claim]
    places: Mapping[str, Place]
    """Where the claims were read."""

    def read_anew(self, desired: Mapping[str, Desired], rows: Iterable[CommunityRow]) -> Past:
        """The same for what is desired and owned by now; a manifest that did not change is not read again."""
        settled = {row.name for row in rows if not (row.state == "archived" or _blank(row))}
        new = {name: one for name, one in desired.items() if name not in settled}
        claims = {name: self._claim(one) for name, one in new.items()}
        return Past(claims, {name: one.place for name, one in new.items()})

    def _claim(self, desired: Desired) -> Claim:
        if self.places.get(desired.name) is desired.place:
            return self.claims[desired.name]
        return read_claim(desired.tree, desired.place)

    def pending(self) -> set[str]:
        """Newcomers for which it matters what becomes of others."""
        return {name for name, claim in self.claims.items() if claim.moved or not claim.legible}


UNREAD = Past({}, {})


def past_of(
    name: str, desired: Mapping[str, Desired], past: Past, store: ControlStore
) -> CommunityRow | Halt | None:
    """What the newcomer `name` goes on with, why it must wait, or None: it stands for itself."""
    claim = past.claims.get(name)
    if claim is None:
        return None
    own = store.called(name)
    if own and not (own[0].state == "archived" or _blank(own[0])):
        return None  # it was served meanwhile: what it says of its past has acted, or never will
    if claim.moved is None or claim.moved.name == name:
        return _gone_back(claim, store.aliases(), desired, past, store)
    rival = rivals(past.claims.values()).get(name)
    if rival is not None:
        return Halt(ConditionType.VALID, Reason.INVALID, str(rival))
    return _told(claim, claim.moved.name, own, desired, store)


def _told(
    claim: Claim, old: str, own: list[CommunityRow], desired: Mapping[str, Desired], store: ControlStore
) -> CommunityRow | Halt | None:
    before = store.called(old)
    live = bool(before) and before[0].state != "archived"
    mine = [row for row in before if row.force == claim.force]
    if before and (before[0] not in mine if live else not mine):
        return _foreign(old, before[0].force)
    there = desired.get(old)
    if there is not None and there.place.force == claim.force:
        # Two that are new at the same time begin side by side: there is nothing yet that one could take from the other.
        began = not live or _blank(before[0]) or any(row.candidate for row in own)
        return None if began else _both(old, there.place.folder)
    if not live and any(row.force == claim.force for row in own):
        return None  # both lie in the archive: what was kept under its own name is nearer
    return mine[0] if mine else None


def _gone_back(
    claim: Claim,
    aliases: Iterable[AliasRow],
    desired: Mapping[str, Desired],
    past: Past,
    store: ControlStore,
) -> CommunityRow | None:
    """The community that was called so, if its new folder goes as the old one comes back: the rename was taken back."""
    alias = next((one for one in aliases if one.name == claim.name), None)
    row = store.owned(alias.uid) if alias is not None else None
    if row is None or row.state != "active" or row.force != claim.force or row.name in desired:
        return None
    return None if (row.force, row.name) in _spoken_for(past) else row


def _spoken_for(past: Past) -> dict[tuple[str, str], list[str]]:
    """(Force, old name) -> the newcomers that say it was theirs."""
    found: dict[tuple[str, str], list[str]] = {}
    for claim in past.claims.values():
        if claim.moved is not None:
            found.setdefault((claim.force, claim.moved.name), []).append(claim.name)
    return found


def staying(
    desired: Mapping[str, Desired], past: Past, store: ControlStore
) -> Iterator[tuple[CommunityRow, Halt | None]]:
    """Owned communities that have no folder and are not gone, each with why it waits; None where its successor tells."""
    told, aliases = _spoken_for(past), store.aliases()
    unclear = {claim.force: name for name, claim in sorted(past.claims.items()) if not claim.legible}
    back = {_gone_back(claim, aliases, desired, past, store) for claim in past.claims.values()}
    for row in store.communities():
        if row.state == "archived" or row.name in desired:
            continue
        successors = told.get((row.force, row.name), [])
        if len(successors) == 1 or row in back:
            yield row, None
        elif successors:
            yield row, _many(successors)
        elif row.force in unclear:
            yield row, _unclear(past.places[unclear[row.force]])


def _blank(row: CommunityRow) -> bool:
    return row.generation == 0 and row.served is None


def _held_back(message: str) -> Halt:
    return Halt(ConditionType.APPLIED, Reason.HELD_BACK, message)


def _foreign(old: str, force: str) -> Halt:
    return _held_back(
        f'"{old}", which it says it was called before, is a community of the force {force}, and no data goes from one '
        "force to another; delete `movedFrom` to begin without it"
    )


def _both(old: str, folder: str) -> Halt:
    return _held_back(
        f'it says that it was called "{old}" before, and {folder} is still there; delete that folder if this community '
        "takes its place, or `movedFrom` if they are two"
    )


def _many(names: list[str]) -> Halt:
    said = " and ".join(f'"{name}"' for name in sorted(names)[:5])
    return _held_back(f"its folder is gone, and {said} all say that they go on with it; only one can")


def _unclear(place: Place) -> Halt:
    return _held_back(
        f"its folder is gone, and {place.manifest}, which may say that it goes on there, cannot be read; nothing of it "
        "is put away before"
    )
