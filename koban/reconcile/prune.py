"""Retires what is owned and no longer desired: hosts stop serving it, its data goes to the archive. Nothing is erased."""

from __future__ import annotations

from koban.model.condition import ConditionType, Reason, Status
from koban.reconcile.means import Means
from koban.store.errors import StoreBusyError
from koban.store.fleet.rows import CommunityRow


def prune(row: CommunityRow, means: Means) -> bool:
    """Retire the community as far as can be done now; False while hosts or jobs still have its data open."""
    if row.state == "active":
        means.store.retire(row.uid, means.fence)
    try:
        archive(row, means)
    except StoreBusyError:
        waiting = "its folder is gone; waiting for hosts and jobs to let go of its data"
        _say(row, Status.FALSE, Reason.PROGRESSING, waiting, means)
        return False
    return True


def archive(row: CommunityRow, means: Means) -> None:
    """Move the data of a community that is being retired to the archive, and say where. May be done again."""
    place = str(means.data.archive(row.uid, row.name))
    _say(
        row,
        Status.TRUE,
        Reason.SUCCEEDED,
        f"its folder is gone: it is no longer served, and its data is kept in {place}",
        means,
    )
    means.store.retired(row.uid, place, means.fence)


def _say(row: CommunityRow, applied: Status, reason: Reason, message: str, means: Means) -> None:
    facts = [
        (ConditionType.APPLIED, applied, reason, message),
        (ConditionType.READY, Status.FALSE, reason, message),
    ]
    means.store.set_conditions(row.uid, facts)
