"""Officers' local accounts, their sessions and one-time links. Tokens are kept as SHA-256 only."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from koban.store.errors import AccountExistsError
from koban.store.fleet.rows import AccountRow, SessionRow
from koban.store.fleet.tables import ACCOUNT, LINK, SESSION

_ROW = (
    ACCOUNT.c.id,
    ACCOUNT.c.force,
    ACCOUNT.c.login,
    ACCOUNT.c.display,
    ACCOUNT.c.groups,
    ACCOUNT.c.password_hash,
)


def create(connection: Connection, row: AccountRow, now: datetime) -> None:
    """Add an account, or raise `AccountExistsError`."""
    values = {
        "id": row.id,
        "force": row.force,
        "login": row.login,
        "display": row.display,
        "groups": list(row.groups),
        "password_hash": row.password_hash,
        "created": now,
    }
    try:
        connection.execute(insert(ACCOUNT).values(**values))
    except IntegrityError as error:
        raise AccountExistsError(f"{row.force} has an account {row.login} already") from error


def new_id() -> str:
    """An id for an account."""
    return uuid.uuid4().hex


def of_force(connection: Connection, force: str) -> list[AccountRow]:
    """The accounts of a force, by login."""
    query = select(*_ROW).where(ACCOUNT.c.force == force).order_by(ACCOUNT.c.login)
    return [_account(row) for row in connection.execute(query)]


def by_login(connection: Connection, force: str, login: str) -> AccountRow | None:
    """One account, or None."""
    row = connection.execute(select(*_ROW).where(ACCOUNT.c.force == force, ACCOUNT.c.login == login)).first()
    return None if row is None else _account(row)


def _account(row: Row[*tuple[Any, ...]]) -> AccountRow:
    return AccountRow(row.id, row.force, row.login, row.display, tuple(row.groups), row.password_hash)


def change(connection: Connection, account: str, **values: object) -> None:
    """Set columns of an account."""
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(**values))


def remove(connection: Connection, account: str) -> None:
    """Delete an account with its sessions."""
    close_sessions(connection, account)
    connection.execute(delete(ACCOUNT).where(ACCOUNT.c.id == account))


def open_session(connection: Connection, token: str, account: str, expires: datetime, now: datetime) -> None:
    """Begin a session, and sweep out the expired ones."""
    connection.execute(delete(SESSION).where(SESSION.c.expires <= now))
    values = {"token": _hashed(token), "account": account, "created": now, "expires": expires}
    connection.execute(insert(SESSION).values(**values))


def session(connection: Connection, token: str, now: datetime) -> SessionRow | None:
    """The session of this token with its account, or None if unknown or expired."""
    query = select(*_ROW, SESSION.c.expires).join(SESSION, SESSION.c.account == ACCOUNT.c.id)
    row = connection.execute(query.where(SESSION.c.token == _hashed(token), SESSION.c.expires > now)).first()
    return None if row is None else SessionRow(_account(row), row.expires)


def close_session(connection: Connection, token: str) -> None:
    """End one session."""
    connection.execute(delete(SESSION).where(SESSION.c.token == _hashed(token)))


def close_sessions(connection: Connection, account: str) -> None:
    """End all sessions of an account."""
    connection.execute(delete(SESSION).where(SESSION.c.account == account))


def make_link(
    connection: Connection, token: str, claims: Mapping[str, Any], expires: datetime, now: datetime
) -> None:
    """Keep a one-time link, and sweep out the expired ones."""
    connection.execute(delete(LINK).where(LINK.c.expires <= now))
    connection.execute(insert(LINK).values(token=_hashed(token), claims=dict(claims), expires=expires))


def link(connection: Connection, token: str, now: datetime) -> dict[str, Any] | None:
    """What a link says, without using it up."""
    query = select(LINK.c.claims).where(LINK.c.token == _hashed(token), LINK.c.expires > now)
    return cast("dict[str, Any] | None", connection.scalar(query))


def use_link(connection: Connection, token: str, now: datetime) -> dict[str, Any] | None:
    """What a link says, the first time it is used before it expires; None ever after."""
    claims = link(connection, token, now)
    connection.execute(delete(LINK).where(LINK.c.token == _hashed(token)))
    return claims


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
