"""Reading a community's records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, bindparam, select

from koban.plugin.declare import RecordType
from koban.store.prepared import Prepared
from koban.store.records import auditing, erasing, finding
from koban.store.records.naming import PLAIN, Naming
from koban.store.records.stored import Attachment, AttachmentInfo, AuditRow, Stored
from koban.store.records.tables import ATTACHMENT, RECORD

M = TypeVar("M", bound=BaseModel)
Lend = Callable[[], AbstractContextManager[Connection | None]]

_GET = Prepared(
    select(*finding.COLUMNS).where(RECORD.c.kind == bindparam("kind"), RECORD.c.id == bindparam("id"))
)
_INFO = (
    ATTACHMENT.c.id,
    ATTACHMENT.c.parent,
    ATTACHMENT.c.media_type,
    ATTACHMENT.c.name,
    ATTACHMENT.c.size,
    ATTACHMENT.c.created,
)
_ATTACHMENT = select(*_INFO, ATTACHMENT.c.body).where(ATTACHMENT.c.id == bindparam("id"))
_ATTACHMENTS = select(*_INFO).where(ATTACHMENT.c.parent == bindparam("parent")).order_by(ATTACHMENT.c.created)


class Reader:
    """Reads records. Plain: each call sees the newest. As a context manager: all calls inside see one snapshot."""

    def __init__(self, lend: Lend, naming: Naming = PLAIN) -> None:
        """`lend` gives a connection, or None where there is no file yet: then there is nothing to read."""
        self._lend = lend
        self._naming = naming
        self._held: Connection | None = None
        self._inside = False
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        """Hold one snapshot."""
        self._held = self._exit.enter_context(self._lend())
        self._inside = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go."""
        self._inside = False
        self._held = None
        self._exit.__exit__(kind, error, trace)

    @contextmanager
    def _connection(self) -> Iterator[Connection | None]:
        if self._inside:
            yield self._held
        else:
            with self._lend() as connection:
                yield connection

    def _key(self, type_: RecordType[Any], instance: str | None) -> str | None:
        return None if instance is None else self._naming.key(type_.name, instance)

    def get(self, type: RecordType[M], id: str) -> Stored[M] | None:  # noqa: A002
        """The record, or None."""
        with self._connection() as connection:
            if connection is None:
                return None
            row = _GET.run(connection, {"kind": type.name, "id": id}).fetchone()
            return None if row is None else finding.stored(type, row, self._naming)

    def find(
        self,
        type: RecordType[M],  # noqa: A002
        *,
        instance: str | None = None,
        parent: str | None = None,
        where: Mapping[str, Any] | None = None,
        newest_first: bool = True,
        limit: int = 200,
        offset: int = 0,
    ) -> list[Stored[M]]:
        """Records in the order they were first written. `where`: fields of `RecordType.index`; a tuple means any of."""
        query = finding.Query(type, self._key(type, instance), parent, where or {})
        with self._connection() as connection:
            if connection is None:
                return []
            rows = query.rows(connection, newest_first=newest_first, limit=limit, offset=offset)
            return [finding.stored(type, row, self._naming) for row in rows]

    def count(
        self,
        type: RecordType[Any],  # noqa: A002
        *,
        instance: str | None = None,
        parent: str | None = None,
        where: Mapping[str, Any] | None = None,
    ) -> int:
        """How many records `find` would give without a limit."""
        query = finding.Query(type, self._key(type, instance), parent, where or {})
        with self._connection() as connection:
            return 0 if connection is None else query.count(connection)

    def expiring(self, purpose: str, before: datetime) -> int:
        """How many records `Writer.expire` would erase."""
        with self._connection() as connection:
            return 0 if connection is None else erasing.expiring(connection, purpose, before)

    def attachment(self, id: str) -> Attachment | None:  # noqa: A002
        """An attachment with its bytes, or None."""
        with self._connection() as connection:
            row = None if connection is None else connection.execute(_ATTACHMENT, {"id": id}).first()
            return None if row is None else Attachment(*row)

    def attachments(self, parent: str) -> list[AttachmentInfo]:
        """What is attached to a record, oldest first."""
        with self._connection() as connection:
            rows = [] if connection is None else connection.execute(_ATTACHMENTS, {"parent": parent}).all()
            return [AttachmentInfo(*row) for row in rows]

    def audit_log(self, limit: int = 200) -> list[AuditRow]:
        """The newest acts, newest first."""
        with self._connection() as connection:
            return [] if connection is None else auditing.rows(connection, limit)

    def verify_audit(self) -> int | None:
        """The number of the first act whose hash does not fit the chain, or None if all is whole."""
        with self._connection() as connection:
            return None if connection is None else auditing.first_break(connection)

    def tombstones(self) -> list[tuple[str, str, str, int]]:
        """What retention erased: kind, purpose, day (ISO), how many."""
        with self._connection() as connection:
            return [] if connection is None else erasing.tombstones(connection)
