"""Writes down that a community is owned before anything of it is made, and brings its data back if it was here before."""

from __future__ import annotations

from pathlib import Path

from koban.model.condition import ConditionType, Reason
from koban.reconcile.desired import Desired
from koban.reconcile.halt import Halt
from koban.reconcile.means import Means
from koban.reconcile.prune import archive
from koban.store.fleet.rows import CommunityRow


def take_stock(
    desired: Desired, past: CommunityRow | Halt | None, means: Means
) -> tuple[CommunityRow, Halt | None]:
    """The row of the community that it is, with its data in place, and why it must wait, if it must.

    One that goes on with the `past` of another name keeps that name until its first bundle is served.
    """
    name, force = desired.name, desired.place.force
    if isinstance(past, CommunityRow):
        name = past.name
        _make_room(desired.name, means)
    known = means.store.community(name)
    if known is not None and known.state != "archived" and known.force != force:
        return known, _foreign(known.force)
    if known is not None and known.state == "retiring":
        # Its folder came back while it was being retired. Only after archiving is it known where the data lies.
        archive(known, means)
    if known is None or known.state != "active":
        known = means.store.adopt(name, force)
    if known.archived_to is not None:
        means.data.restore(known.uid, Path(known.archived_to))
        means.store.restored(known.uid)
    return known, past if isinstance(past, Halt) else None


def _make_room(name: str, means: Means) -> None:
    """Forget what a newcomer noted under its own name while it could not be told that it goes on with another."""
    noted = means.store.community(name)
    if noted is not None and noted.state != "archived":
        means.store.drop(noted.uid, means.fence)


def _foreign(force: str) -> Halt:
    return Halt(
        ConditionType.APPLIED,
        Reason.HELD_BACK,
        f"the name belongs to a community of the force {force}, and no data goes from one force to another; retire that "
        "one first, in a commit of its own",
    )
