"""Writes down that a community is owned before anything of it is made, and brings its data back if it was here before."""

from __future__ import annotations

from pathlib import Path

from koban.reconcile.desired import Desired
from koban.reconcile.means import Means
from koban.reconcile.prune import archive
from koban.store.fleet.rows import CommunityRow


def take_stock(desired: Desired, means: Means) -> CommunityRow:
    """The community's row, with its data in place."""
    known = means.store.community(desired.name)
    if known is not None and known.state == "retiring":
        # Its folder came back while it was being retired. Only after archiving is it known where the data lies.
        archive(known, means)
    if known is None or known.state != "active" or known.force != desired.place.force:
        known = means.store.adopt(desired.name, desired.place.force)
    if known.archived_to is not None:
        means.data.restore(known.uid, Path(known.archived_to))
        means.store.restored(known.uid)
    return known
