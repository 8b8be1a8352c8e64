"""The fleet as commands and pages show it, read from the store alone. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from koban.host.site import Addresses
from koban.model.condition import Condition, ConditionType, Reason, Status
from koban.model.output import (
    ArchivedStatus,
    CommunityStatus,
    ConditionOutput,
    HeadStatus,
    HistoryEntry,
    HistoryOutput,
    PassEntry,
    StatusOutput,
    Urls,
)
from koban.reconcile.head import Head, read_head
from koban.store.control import ControlStore
from koban.store.fleet.rows import CommunityRow

ADDRESS = "address"
"""Name of the store's note on where the local target listens."""
PORT = 8700


def known_port(store: ControlStore) -> int:
    """The port on which `koban up` served last."""
    note = store.note(ADDRESS)
    return int(note["port"]) if note else PORT


def fleet_status(store: ControlStore, port: int, name: str | None = None) -> StatusOutput:
    """How every community is, or the one called `name`."""
    rows = [row for row in store.communities() if name in {None, row.name}]
    said, addresses = store.all_conditions(), Addresses(port)
    live = [_community(row, said.get(row.uid, []), addresses) for row in rows if row.state != "archived"]
    names = {one.name for one in live}
    archived = [
        ArchivedStatus(name=row.name, archive=row.archived_to or "")
        for row in rows
        if row.state == "archived" and row.name not in names
    ]
    return StatusOutput(communities=live, archived=archived, head=_head(read_head(store)))


def fleet_history(store: ControlStore, name: str | None = None) -> HistoryOutput:
    """What went live when, and what each new revision had compiled."""
    return HistoryOutput(
        history=[
            HistoryEntry(
                community=row.community,
                generation=row.generation,
                revision=row.revision,
                digest=row.digest or None,
                reason=row.reason,
                at=row.at,
            )
            for row in store.history(name)
        ],
        passes=[PassEntry(revision=row.revision, compiled=row.compiled) for row in store.passes()],
    )


def roll_up(conditions: Sequence[ConditionOutput]) -> ConditionOutput | None:
    """The condition that sums the others up."""
    return next((one for one in conditions if one.type is ConditionType.READY), None)


def drift_of(community: CommunityStatus) -> str:
    """What is measured otherwise than declared; empty if nothing is."""
    found = (one for one in community.conditions if one.type is ConditionType.DRIFTED)
    return next((one.message for one in found if one.status is Status.TRUE), "")


def needs_a_person(community: CommunityStatus) -> bool:
    """Whether it will not become ready by itself."""
    ready = roll_up(community.conditions)
    return (
        ready is not None
        and ready.status is not Status.TRUE
        and ready.reason not in {Reason.PROGRESSING, Reason.RETRYING}
    )


def _community(row: CommunityRow, conditions: list[Condition], addresses: Addresses) -> CommunityStatus:
    app, desk = addresses.origins(row.name, row.domains)
    shown = [ConditionOutput.model_validate(one.model_dump(by_alias=True)) for one in conditions]
    ready = roll_up(shown)
    return CommunityStatus.model_validate(
        {
            "name": row.name,
            "ready": ready is not None and ready.status is Status.TRUE,
            "appliedRevision": row.applied_revision,
            "attemptedRevision": row.attempted_revision,
            "digest": row.served,
            "conditions": shown,
            "urls": Urls(app=app, desk=desk),
        }
    )


def _head(head: Head) -> HeadStatus | None:
    if head.failure:
        return HeadStatus(revision=head.revision, reason=Reason.SOURCE_FAILED, message=head.failure)
    if not head.revision:
        return None
    reason = Reason.INVALID if head.problem else Reason.SUCCEEDED
    return HeadStatus(revision=head.revision, reason=reason, message=head.problem)
