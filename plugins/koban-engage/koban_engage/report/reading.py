"""A report for the desk, if this officer may read it."""

from __future__ import annotations

from koban.api.web import HTTPException, Stored, Visit
from koban_engage.reading import may_read
from koban_engage.report.records import REPORT, ReportRecord


def case_of(visit: Visit, id_: str) -> Stored[ReportRecord]:
    """A report of any instance. Raises HTTPException 404 if there is none, 403 if this officer may not read it."""
    stored = visit.store.read().get(REPORT, id_)
    if stored is None:
        raise HTTPException(404)
    if not may_read(visit, stored.purpose):
        raise HTTPException(403)
    return stored
