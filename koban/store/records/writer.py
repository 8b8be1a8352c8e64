"""Writing a community's records, inside one act of the writer thread."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.model.clock import Clock
from koban.plugin.declare import RecordType
from koban.store.errors import RecordTooNewError
from koban.store.instant import to_number
from koban.store.prepared import Prepared
from koban.store.records import auditing, erasing, indexing
from koban.store.records.body import dump
from koban.store.records.naming import Naming
from koban.store.records.reader import Reader
from koban.store.records.stored import Stored
from koban.store.records.tables import ATTACHMENT, RECORD

M = TypeVar("M", bound=BaseModel)
DEEPEST = 16

_SET = ("instance", "parent", "purpose", "version", "body", "active")
_OLD = Prepared(
    select(RECORD.c.seq, RECORD.c.version, RECORD.c.body, RECORD.c.instance).where(
        RECORD.c.kind == bindparam("kind"), RECORD.c.id == bindparam("id")
    )
)
_ADD = Prepared(
    upsert(RECORD).on_conflict_do_nothing(index_elements=["kind", "id"]), ("kind", "id", "created", *_SET)
)
_CHANGE = Prepared(update(RECORD).where(RECORD.c.seq == bindparam("at_seq")), _SET)
_TOUCH = Prepared(update(RECORD).where(RECORD.c.id == bindparam("at_id")), ("active",))
_PARENT = Prepared(
    select(RECORD.c.parent).where(RECORD.c.id == bindparam("id"), RECORD.c.parent.is_not(None)).limit(1)
)
_ATTACH = Prepared(insert(ATTACHMENT))


class Writer(Reader):
    """Reads and writes inside one transaction; what one act wrote, it reads."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Write through `connection`, which holds the write lock."""
        super().__init__(lambda: nullcontext(connection))
        self._writes = connection
        self._clock = clock
        self._indexed: set[str] = set()
        self._chain = auditing.Chain(connection)

    def forget(self) -> None:
        """Drop what it remembers of the transaction, as when an act was rolled back."""
        self._indexed.clear()
        self._chain.forget()

    @contextmanager
    def naming(self, naming: Naming) -> Iterator[None]:
        """Call instances by `naming` while the block lasts."""
        before, self._naming = self._naming, naming
        try:
            yield
        finally:
            self._naming = before

    def put(
        self,
        type: RecordType[M],  # noqa: A002
        value: M,
        *,
        instance: str,
        id: str | None = None,  # noqa: A002
        parent: str | None = None,
        purpose: str | None = None,
    ) -> Stored[M]:
        """Insert, or replace the record with this id. What it belongs to counts as active now."""
        made, created = self.add(
            type, value, instance=instance, id=id or uuid.uuid4().hex, parent=parent, purpose=purpose
        )
        return made if created else self._replace(type, value, instance, made, parent, purpose)

    def add(
        self,
        type: RecordType[M],  # noqa: A002
        value: M,
        *,
        instance: str,
        id: str,  # noqa: A002
        parent: str | None = None,
        purpose: str | None = None,
    ) -> tuple[Stored[M], bool]:
        """Insert unless there is one with this id; returns the record that is there, and whether it was made now."""
        self._cover(type)
        now, key = self._clock.now(), self._naming.key(type.name, instance)
        values = {
            "kind": type.name,
            "id": id,
            "instance": key,
            "parent": parent,
            "purpose": purpose,
            "version": type.version,
            "body": dump(value),
            "created": to_number(now),
            "active": to_number(now),
        }
        added = _ADD.run(self._writes, values)
        if not added.rowcount:
            there = self.get(type, id)
            if there is None:
                raise RuntimeError(f"{type.name} {id} is neither new nor there")
            return there, False
        indexing.write(self._writes, type, value, added.lastrowid, key)
        self._touch(parent, now)
        return Stored(id, instance, value, now, now, parent, purpose), True

    def _replace(
        self,
        type_: RecordType[M],
        value: M,
        instance: str,
        there: Stored[M],
        parent: str | None,
        purpose: str | None,
    ) -> Stored[M]:
        key = self._naming.key(type_.name, instance)
        seq, version, old_body, old_key = _OLD.run(
            self._writes, {"kind": type_.name, "id": there.id}
        ).fetchone()
        if version > type_.version:
            raise RecordTooNewError(
                f"{type_.name} {there.id} was written by version {version} of its plugin; this one is {type_.version}"
            )
        parent, purpose = parent or there.parent, purpose or there.purpose
        body = dump(value)
        if (version, old_body, old_key, there.parent, there.purpose) == (
            type_.version,
            body,
            key,
            parent,
            purpose,
        ):
            return there
        now = self._clock.now()
        values = {"instance": key, "parent": parent, "purpose": purpose, "version": type_.version}
        _CHANGE.run(self._writes, {"at_seq": seq, **values, "body": body, "active": to_number(now)})
        indexing.drop(self._writes, seq)
        indexing.write(self._writes, type_, value, seq, key)
        self._touch(parent, now)
        return Stored(there.id, instance, value, there.created, now, parent, purpose)

    def _cover(self, type_: RecordType[Any]) -> None:
        if type_.name not in self._indexed:
            indexing.cover(self._writes, type_)
            self._indexed.add(type_.name)

    def _touch(self, record: str | None, now: datetime) -> None:
        for _ in range(DEEPEST):
            if record is None:
                return
            _TOUCH.run(self._writes, {"at_id": record, "active": to_number(now)})
            above = _PARENT.run(self._writes, {"id": record}).fetchone()
            record = above[0] if above else None

    def delete(self, type: RecordType[Any], id: str) -> None:  # noqa: A002
        """Delete a record with all that belongs to it. Deleting an absent one does nothing."""
        old = _OLD.run(self._writes, {"kind": type.name, "id": id}).fetchone()
        if old is not None:
            erasing.erase(self._writes, [old[0]])

    def attach(self, parent: str, media_type: str, body: bytes, name: str) -> str:
        """Attach bytes to a record; returns the attachment's id."""
        now = self._clock.now()
        attachment = uuid.uuid4().hex
        values = {
            "id": attachment,
            "parent": parent,
            "media_type": media_type,
            "name": name,
            "size": len(body),
        }
        _ATTACH.run(self._writes, {**values, "created": to_number(now), "body": body})
        self._touch(parent, now)
        return attachment

    def audit(self, actor: str, act: str, subject: str, detail: str = "") -> None:
        """Add an act to the audit log. Keep personal data out of it: it is never erased."""
        self._chain.append(self._clock.now(), actor, act, subject, detail)

    def expire(self, purpose: str, before: datetime, limit: int | None = None) -> int:
        """Erase what is kept for `purpose` and was last active before then; leaves tombstones. Returns how many."""
        return erasing.expire(self._writes, purpose, before, self._clock.now(), limit)
