"""What is owned: one row a community, written before anything of it is created."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from koban.store.errors import DomainTakenError, ForeignNameError, UnknownCommunityError
from koban.store.fleet.rows import CommunityRow
from koban.store.fleet.tables import COMMUNITY, CONDITION

_ROW = tuple(COMMUNITY.c[name] for name in CommunityRow.__dataclass_fields__)


def all_rows(connection: Connection) -> list[CommunityRow]:
    """Every community, archived ones too, by name."""
    return [
        _read(row) for row in connection.execute(select(*_ROW).order_by(COMMUNITY.c.name, COMMUNITY.c.uid))
    ]


def by_name(connection: Connection, name: str) -> CommunityRow | None:
    """The live community of this name, else the archived one that was archived last, else None."""
    return next(iter(called(connection, name)), None)


def called(connection: Connection, name: str) -> list[CommunityRow]:
    """Every community of this name: the live one first, then those in the archive, the one archived last before others."""
    query = select(*_ROW).where(COMMUNITY.c.name == name)
    ordered = query.order_by(COMMUNITY.c.state == "archived", COMMUNITY.c.archived_to.desc())
    return [_read(row) for row in connection.execute(ordered)]


def by_uid(connection: Connection, uid: str) -> CommunityRow:
    """The community with this uid, or `UnknownCommunityError`."""
    row = _first(connection, select(*_ROW).where(COMMUNITY.c.uid == uid))
    if row is None:
        raise UnknownCommunityError(f"no community has the uid {uid}")
    return row


def _first(connection: Connection, query: Select[Any]) -> CommunityRow | None:
    row = connection.execute(query.limit(1)).first()
    return None if row is None else _read(row)


def _read(row: Row[Any]) -> CommunityRow:
    columns = row._asdict()
    return CommunityRow(**columns | {"domains": tuple(columns["domains"] or ())})


def refuse_taken(connection: Connection, uid: str, domains: Sequence[str]) -> None:
    """Raise `DomainTakenError` if another community is served at one of `domains`."""
    for row in all_rows(connection) if domains else ():
        taken = [domain for domain in domains if domain in row.domains and row.uid != uid]
        if taken:
            raise DomainTakenError(f"{row.name} is served at {taken[0]}")


def adopt(connection: Connection, name: str, force: str) -> CommunityRow:
    """The live row of `name`; the archived one of the same force comes back with its uid; else a new one.

    Raises ForeignNameError where a community of another force has the name: its data never changes hands.
    """
    row = by_name(connection, name)
    if row is not None and row.state != "archived" and row.force != force:
        raise ForeignNameError(f"the name {name} belongs to a community of the force {row.force}")
    if row is None or (row.state == "archived" and row.force != force):
        row = _archived(connection, name, force)
    if row is None:
        return _new(connection, name, force)
    if row.state != "active":
        change(connection, row.uid, state="active")
        row = by_uid(connection, row.uid)
    return row


def _archived(connection: Connection, name: str, force: str) -> CommunityRow | None:
    query = select(*_ROW).where(
        COMMUNITY.c.name == name, COMMUNITY.c.force == force, COMMUNITY.c.state == "archived"
    )
    return _first(connection, query.order_by(COMMUNITY.c.archived_to.desc()))


def _new(connection: Connection, name: str, force: str) -> CommunityRow:
    uid = uuid.uuid4().hex
    connection.execute(
        insert(COMMUNITY).values(uid=uid, name=name, force=force, state="active", generation=0)
    )
    return by_uid(connection, uid)


def drop(connection: Connection, uid: str) -> None:
    """Forget a community of which nothing was ever served; any other stays."""
    blank = (COMMUNITY.c.uid == uid, COMMUNITY.c.generation == 0, COMMUNITY.c.served.is_(None))
    if connection.execute(delete(COMMUNITY).where(*blank)).rowcount:
        connection.execute(delete(CONDITION).where(CONDITION.c.uid == uid))


def change(connection: Connection, uid: str, **values: object) -> bool:
    """Set columns of one community; writes nothing where they hold already. Returns whether anything changed."""
    differs = None
    for column, value in values.items():
        unequal = COMMUNITY.c[column].is_distinct_from(value)
        differs = unequal if differs is None else differs | unequal
    if differs is None:
        return False
    return (
        connection.execute(update(COMMUNITY).where(COMMUNITY.c.uid == uid, differs).values(**values)).rowcount
        > 0
    )


def set_retry(connection: Connection, uid: str, attempts: int, at: datetime | None) -> None:
    """Remember the backoff; 0 attempts forget it."""
    change(connection, uid, retry_attempts=attempts or None, retry_at=at if attempts else None)


def retry(connection: Connection, uid: str) -> tuple[int, datetime] | None:
    """Attempts so far and when the next is due, or None."""
    query = select(COMMUNITY.c.retry_attempts, COMMUNITY.c.retry_at).where(COMMUNITY.c.uid == uid)
    row = connection.execute(query).first()
    return None if row is None or row.retry_attempts is None else (row.retry_attempts, row.retry_at)


def held(connection: Connection, uid: str) -> tuple[str, str] | None:
    """The digest that is held back and why, or None."""
    query = select(COMMUNITY.c.held_digest, COMMUNITY.c.held_reason).where(COMMUNITY.c.uid == uid)
    row = connection.execute(query).first()
    return None if row is None or row.held_digest is None else (row.held_digest, row.held_reason)
