"""Which communities are served now, and what has to be done for each."""

from __future__ import annotations

from pydantic import ValidationError
from structlog.typing import FilteringBoundLogger

from koban.jobs.duties import Duties, duties_of
from koban.store.control import ControlStore
from koban.store.fleet.rows import CommunityRow


class Roster:
    """The communities whose bundle is served and whose data is in its place. Reads a bundle once a digest."""

    def __init__(self, control: ControlStore, log: FilteringBoundLogger) -> None:
        """Follow the pointers in `control`."""
        self._control = control
        self._log = log
        self._known: dict[str, Duties] = {}
        self._unreadable: set[str] = set()

    def look(self) -> dict[str, Duties]:
        """uid -> duties, as the store has it now."""
        rows = [
            row for row in self._control.communities() if row.state == "active" and row.archived_to is None
        ]
        found = {row.uid: duties for row in rows if (duties := self._duties(row)) is not None}
        self._known = found
        return found

    def _duties(self, row: CommunityRow) -> Duties | None:
        known = self._known.get(row.uid)
        if known is not None and known.digest == row.served:
            return known
        if row.served is None or row.served in self._unreadable:
            return known
        body = self._control.blob(row.served)
        if body is None:
            return known
        try:
            return duties_of(row.uid, row.served, body)
        except ValidationError:
            self._unreadable.add(row.served)
            self._log.error("bundle-unreadable", community=row.name, digest=row.served)
            return known
