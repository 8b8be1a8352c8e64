"""Old names of communities: where people's phones still send what they could not send before the rename."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.store.fleet.rows import AliasRow
from koban.store.fleet.tables import ALIAS

KEPT = timedelta(days=400)
"""A year, and a month for those who open the app once a year."""


def leave(connection: Connection, name: str, uid: str, now: datetime) -> None:
    """The community `uid` was called `name` until now."""
    values = {"uid": uid, "until": now + KEPT}
    statement = upsert(ALIAS).values(name=name, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def end(connection: Connection, name: str) -> None:
    """`name` is a community's own again."""
    connection.execute(delete(ALIAS).where(ALIAS.c.name == name))


def rows(connection: Connection, now: datetime) -> list[AliasRow]:
    """The old names that still count, by name."""
    query = select(ALIAS.c.name, ALIAS.c.uid, ALIAS.c.until).where(ALIAS.c.until > now).order_by(ALIAS.c.name)
    return [AliasRow(*row) for row in connection.execute(query)]


def prune(connection: Connection, now: datetime) -> None:
    """Forget those whose time is over."""
    connection.execute(delete(ALIAS).where(ALIAS.c.until <= now))
