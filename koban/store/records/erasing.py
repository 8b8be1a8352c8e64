"""Erasing records with all that belongs to them, and the tombstones that retention leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.store.records.tables import ATTACHMENT, RECORD, RECORD_INDEX, TOMBSTONE

_AT_ONCE = 500


def erase(connection: Connection, seqs: list[int]) -> None:
    """Erase these records, their children, and everything attached to any of them."""
    while seqs:
        children: list[int] = []
        for some in _parts(seqs):
            ids = list(connection.scalars(select(RECORD.c.id).where(RECORD.c.seq.in_(some))))
            connection.execute(delete(RECORD_INDEX).where(RECORD_INDEX.c.record.in_(some)))
            connection.execute(delete(RECORD).where(RECORD.c.seq.in_(some)))
            connection.execute(delete(ATTACHMENT).where(ATTACHMENT.c.parent.in_(ids)))
            children += connection.scalars(select(RECORD.c.seq).where(RECORD.c.parent.in_(ids)))
        seqs = children


def _parts(seqs: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(seqs), _AT_ONCE):
        yield seqs[start : start + _AT_ONCE]


def expiring(connection: Connection, purpose: str, before: datetime) -> int:
    """How many roots `expire` would erase."""
    return connection.scalar(select(func.count()).select_from(RECORD).where(*_due(purpose, before))) or 0


def _due(purpose: str, before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (RECORD.c.purpose == purpose, RECORD.c.parent.is_(None), RECORD.c.active < before)


def expire(connection: Connection, purpose: str, before: datetime, now: datetime, limit: int | None) -> int:
    """Erase roots of `purpose` last active before then, oldest first; counts them by kind and day of erasure."""
    query = select(RECORD.c.seq, RECORD.c.kind).where(*_due(purpose, before)).order_by(RECORD.c.active)
    roots = connection.execute(query if limit is None else query.limit(limit)).all()
    erase(connection, [root.seq for root in roots])
    for kind, count in sorted(Counter(root.kind for root in roots).items()):
        values = {"kind": kind, "purpose": purpose, "day": now.date().isoformat(), "count": count}
        statement = upsert(TOMBSTONE).values(**values)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "purpose", "day"], set_={"count": TOMBSTONE.c["count"] + count}
            )
        )
    return len(roots)


def tombstones(connection: Connection) -> list[tuple[str, str, str, int]]:
    """Kind, purpose, day and count, oldest first."""
    columns = (TOMBSTONE.c.kind, TOMBSTONE.c.purpose, TOMBSTONE.c.day, TOMBSTONE.c["count"])
    query = select(*columns).order_by(TOMBSTONE.c.day, TOMBSTONE.c.kind, TOMBSTONE.c.purpose)
    return [(kind, purpose, day, count) for kind, purpose, day, count in connection.execute(query)]
