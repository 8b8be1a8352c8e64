"""Who may read which reports at the desk: the readers that the force's purposes name."""

from __future__ import annotations

from koban.api.web import HTTPException, Stored, Visit
from koban_engage.officer import officer_of
from koban_engage.report.records import REPORT, ReportRecord


def may_read(visit: Visit, purpose: str | None) -> bool:
    """Whether the officer's roles are among the purpose's readers; a unit lead reads what officers read."""
    stated = visit.community.force.purposes.get(purpose or "")
    roles = set(officer_of(visit).roles)
    if "unit-lead" in roles:
        roles.add("officer")
    # A purpose that the force no longer names has no readers of its own: the unit's officers stay answerable for it.
    readers = set(stated.readers) if stated is not None else {"officer"}
    return bool(roles & readers)


def case_of(visit: Visit, id_: str) -> Stored[ReportRecord]:
    """A report of any instance. Raises HTTPException 404 if there is none, 403 if this officer may not read it."""
    stored = visit.store.read().get(REPORT, id_)
    if stored is None:
        raise HTTPException(404)
    if not may_read(visit, stored.purpose):
        raise HTTPException(403)
    return stored
