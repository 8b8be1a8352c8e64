"""Series of indicators: what jobs measure, read by reconciler and pages. A number that was written is never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.model.indicator import Point
from koban.store.engine import Database
from koban.store.fleet.tables import SERIES

KEPT = timedelta(days=400)
AT_ONCE = 1_000
"""Points that a reader is given at one time."""
_COLUMNS = tuple(
    SERIES.c[name]
    for name in ("indicator", "instance", "area", "since", "until", "value", "low", "high", "n", "bound")
)


class SeriesStore:
    """The series of all communities: at most one point a day of each, for 400 days."""

    def __init__(self, database: Database) -> None:
        """Keep them in the control file."""
        self._database = database

    def add(self, uid: str, points: Iterable[Point], now: datetime) -> int:
        """Add points and drop what is too old; a day that has a point keeps it. Returns how many were added."""
        rows = [{"uid": uid, "day": one.until.date().isoformat(), **asdict(one)} for one in points]
        if not rows:
            return 0
        added = 0
        with self._database.writing() as connection:
            for row in rows:
                added += connection.execute(upsert(SERIES).values(row).on_conflict_do_nothing()).rowcount
            connection.execute(delete(SERIES).where(SERIES.c.uid == uid, SERIES.c.until < now - KEPT))
        return added

    def latest(self, uid: str) -> list[Point]:
        """The newest point of each of a community's series."""
        newest = (
            select(func.max(SERIES.c.seq))
            .where(SERIES.c.uid == uid)
            .group_by(SERIES.c.indicator, SERIES.c.instance, SERIES.c.area)
        )
        query = select(*_COLUMNS).where(SERIES.c.seq.in_(newest)).order_by(SERIES.c.seq)
        with self._database.reading() as connection:
            return _points(connection.execute(query).mappings())

    def of(self, uid: str, indicator: str) -> list[Point]:
        """All points of one indicator, by instance and area, oldest first."""
        query = select(*_COLUMNS).where(SERIES.c.uid == uid, SERIES.c.indicator == indicator)
        query = query.order_by(SERIES.c.instance, SERIES.c.area, SERIES.c.until)
        with self._database.reading() as connection:
            return _points(connection.execute(query).mappings())

    def feed(self, cursor: int = 0, limit: int = AT_ONCE) -> tuple[list[tuple[str, Point]], int]:
        """(uid, point) of what was written after `cursor`, in that order, and the cursor to go on with."""
        query = select(SERIES.c.seq, SERIES.c.uid, *_COLUMNS).where(SERIES.c.seq > cursor)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(SERIES.c.seq).limit(limit)).all()
        return [(row[1], Point(*row[2:])) for row in rows], rows[-1][0] if rows else cursor


def _points(rows: Iterable[RowMapping]) -> list[Point]:
    return [Point(**row) for row in rows]
