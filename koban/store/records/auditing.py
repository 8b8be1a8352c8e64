"""The audit log: append-only, each act chained to the one before by hash."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlalchemy import Connection, insert, select

from koban.store.instant import to_number
from koban.store.prepared import Prepared
from koban.store.records.stored import AuditRow
from koban.store.records.tables import AUDIT

_HEAD = Prepared(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1))
_ADD = Prepared(insert(AUDIT))
_ALL = select(AUDIT).order_by(AUDIT.c.seq)


class Chain:
    """The end of the log within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """`connection` holds the write lock: nobody else can add."""
        self._connection = connection
        self._head: tuple[int, str] | None = None

    def append(self, at: datetime, actor: str, act: str, subject: str, detail: str) -> None:
        """Add one act."""
        seq, previous = self._head or self._stored_head()
        row = AuditRow(seq + 1, at, actor, act, subject, detail, previous, "")
        digest = _chained(row)
        values = {name: getattr(row, name) for name in AuditRow.__slots__}
        _ADD.run(self._connection, {**values, "at": to_number(at), "hash": digest})
        self._head = row.seq, digest

    def _stored_head(self) -> tuple[int, str]:
        head: tuple[int, str] | None = _HEAD.run(self._connection, {}).fetchone()
        return head or (0, "")

    def forget(self) -> None:
        """Look the end up again, because something was rolled back."""
        self._head = None


def rows(connection: Connection, limit: int) -> list[AuditRow]:
    """The newest acts, newest first."""
    query = select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(limit)
    return [AuditRow(*row) for row in connection.execute(query)]


def first_break(connection: Connection) -> int | None:
    """The number of the first act that was changed, removed or put in, or None."""
    previous, expected = "", 1
    for row in connection.execution_options(yield_per=1_000).execute(_ALL):
        act = AuditRow(*row)
        if act.seq != expected or act.previous != previous or act.hash != _chained(act):
            return expected
        previous, expected = act.hash, expected + 1
    return None


def _chained(row: AuditRow) -> str:
    said = [row.seq, row.at.isoformat(), row.actor, row.act, row.subject, row.detail, row.previous]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
