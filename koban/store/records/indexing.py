"""How fields of records become text that can be looked up, and the rows that make it quick."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.plugin.declare import RecordType
from koban.store.prepared import Prepared
from koban.store.records.body import load
from koban.store.records.tables import INDEXED, RECORD, RECORD_INDEX

_ADD = Prepared(insert(RECORD_INDEX))
_DROP = Prepared(delete(RECORD_INDEX).where(RECORD_INDEX.c.record == bindparam("seq")))
_KNOWN = Prepared(select(INDEXED.c.field, INDEXED.c.version).where(INDEXED.c.kind == bindparam("kind")))
_AT_ONCE = 1_000


def encode(value: object) -> str:
    """The text an index keeps for `value`: values that are equal in Python have equal text."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, datetime):
        moment = value.astimezone(UTC) if value.tzinfo else value
        return f"{moment.isoformat()}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or isinstance(value, str | int | float):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"records are looked up by text, numbers and dates, not by {type(value).__name__}")


def encode_any(wanted: object) -> list[str]:
    """The texts that a condition asks for: one value, or a tuple, list or set of values any of which will do."""
    if isinstance(wanted, tuple | list | set | frozenset):
        return sorted({encode(value) for value in wanted})
    return [encode(wanted)]


def rows_of(type_: RecordType[Any], value: BaseModel, record: int, instance: str) -> list[dict[str, Any]]:
    """The index rows of one record."""
    return [
        {
            "kind": type_.name,
            "field": name,
            "value": encode(getattr(value, name)),
            "record": record,
            "instance": instance,
        }
        for name in type_.index
    ]


def write(
    connection: Connection, type_: RecordType[Any], value: BaseModel, record: int, instance: str
) -> None:
    """Add a new record's index rows."""
    rows = rows_of(type_, value, record, instance)
    if rows:
        _ADD.run_each(connection, rows)


def drop(connection: Connection, record: int) -> None:
    """Remove a record's index rows."""
    _DROP.run(connection, {"seq": record})


def covered(connection: Connection, type_: RecordType[Any], fields: Collection[str]) -> bool:
    """Whether every record of the type is indexed by these fields as this version of the code would."""
    if not fields:
        return True
    known = _known(connection, type_.name)
    return all(known.get(name) == type_.version for name in fields)


def _known(connection: Connection, kind: str) -> Mapping[str, int]:
    return dict(_KNOWN.run(connection, {"kind": kind}))


def cover(connection: Connection, type_: RecordType[Any]) -> None:
    """Index what older code left unindexed. Newer code's index is left as it is."""
    known = _known(connection, type_.name)
    if all(known.get(name, 0) >= type_.version for name in type_.index):
        return
    _index_again(connection, type_)
    for name in type_.index:
        statement = upsert(INDEXED).values(kind=type_.name, field=name, version=type_.version)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["kind", "field"], set_={"version": type_.version})
        )


def _index_again(connection: Connection, type_: RecordType[Any]) -> None:
    columns = (RECORD.c.seq, RECORD.c.version, RECORD.c.body, RECORD.c.instance)
    query = select(*columns).where(RECORD.c.kind == type_.name).order_by(RECORD.c.seq).limit(_AT_ONCE)
    connection.execute(delete(RECORD_INDEX).where(RECORD_INDEX.c.kind == type_.name))
    last = 0
    while found := connection.execute(query.where(RECORD.c.seq > last)).all():
        rows = [
            new for r in found for new in rows_of(type_, load(type_, r.version, r.body), r.seq, r.instance)
        ]
        if rows:
            _ADD.run_each(connection, rows)
        last = found[-1].seq
