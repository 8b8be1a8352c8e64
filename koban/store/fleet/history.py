"""What went live when and why, and which revisions were looked at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from koban.store.fleet.rows import HistoryRow, PassRow
from koban.store.fleet.tables import COMMUNITY, HISTORY, PASS

KEPT_DIGESTS = 20
KEPT_ROWS = 200
KEPT_PASSES = 1_000


def add(
    connection: Connection, uid: str, generation: int, revision: str, digest: str, reason: str, now: datetime
) -> None:
    """Add a row and drop those of digests that are not among the last twenty; two that take turns do not fill it either."""
    connection.execute(
        insert(HISTORY).values(
            uid=uid, generation=generation, revision=revision, digest=digest, reason=reason, at=now
        )
    )
    kept = (
        select(HISTORY.c.digest)
        .where(HISTORY.c.uid == uid)
        .group_by(HISTORY.c.digest)
        .order_by(func.max(HISTORY.c.id).desc())
        .limit(KEPT_DIGESTS)
    )
    newest = select(HISTORY.c.id).where(HISTORY.c.uid == uid).order_by(HISTORY.c.id.desc()).limit(KEPT_ROWS)
    surplus = HISTORY.c.digest.not_in(kept) | HISTORY.c.id.not_in(newest)
    connection.execute(delete(HISTORY).where(HISTORY.c.uid == uid, surplus))


def rows(connection: Connection, name: str | None, limit: int) -> list[HistoryRow]:
    """Newest first, of one community or all."""
    columns = (
        HISTORY.c.uid,
        COMMUNITY.c.name,
        HISTORY.c.generation,
        HISTORY.c.revision,
        HISTORY.c.digest,
        HISTORY.c.reason,
        HISTORY.c.at,
    )
    query = select(*columns).join(COMMUNITY, COMMUNITY.c.uid == HISTORY.c.uid).order_by(HISTORY.c.id.desc())
    if name is not None:
        query = query.where(COMMUNITY.c.name == name)
    return [HistoryRow(*row) for row in connection.execute(query.limit(limit))]


def add_pass(connection: Connection, revision: str, compiled: list[str], now: datetime) -> None:
    """Note one look at `revision`; looking again without compiling anything leaves no row."""
    last = connection.scalar(select(PASS.c.revision).order_by(PASS.c.id.desc()).limit(1))
    if last == revision and not compiled:
        return
    added = connection.execute(insert(PASS).values(revision=revision, compiled=compiled, at=now))
    newest = added.lastrowid
    connection.execute(delete(PASS).where(PASS.c.id <= newest - KEPT_PASSES))


def passes(connection: Connection, limit: int) -> list[PassRow]:
    """Newest first."""
    query = select(PASS.c.revision, PASS.c.compiled, PASS.c.at).order_by(PASS.c.id.desc()).limit(limit)
    return [PassRow(*row) for row in connection.execute(query)]
