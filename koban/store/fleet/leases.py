"""Leases with fencing tokens: who may act, and proof that nobody newer does."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.store.errors import StaleFenceError
from koban.store.fleet.tables import LEASE


def acquire(connection: Connection, name: str, holder: str, ttl: timedelta, now: datetime) -> int | None:
    """A fence newer than every earlier one, the holder's own again while it lasts, or None while another holds it."""
    row = connection.execute(select(LEASE).where(LEASE.c.name == name)).first()
    if row is not None and row.expires > now:
        if row.holder != holder:
            return None
        renew(connection, name, row.fence, ttl, now)
        return int(row.fence)
    fence = (connection.scalar(select(func.max(LEASE.c.fence))) or 0) + 1
    values = {"holder": holder, "fence": fence, "expires": now + ttl}
    statement = upsert(LEASE).values(name=name, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
    return fence


def renew(connection: Connection, name: str, fence: int, ttl: timedelta, now: datetime) -> bool:
    """Hold it longer; False if someone else has it by now."""
    mine = (LEASE.c.name == name) & (LEASE.c.fence == fence)
    return connection.execute(update(LEASE).where(mine).values(expires=now + ttl)).rowcount > 0


def release(connection: Connection, name: str, fence: int, now: datetime) -> None:
    """Give it back, if it is still held with this fence."""
    mine = (LEASE.c.name == name) & (LEASE.c.fence == fence)
    connection.execute(update(LEASE).where(mine).values(expires=now, holder=""))


def check(connection: Connection, fence: int) -> None:
    """Raise `StaleFenceError` unless `fence` is the newest of its lease."""
    if connection.scalar(select(LEASE.c.name).where(LEASE.c.fence == fence)) is None:
        raise StaleFenceError("another process has taken over; this one may not write any more")
