"""Looking records up by their index, quickly with 100,000 of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import BindParameter, Connection, FromClause, Select, bindparam, false, func, select

from koban.plugin.declare import RecordType
from koban.store.instant import from_number
from koban.store.prepared import Prepared
from koban.store.records import indexing
from koban.store.records.body import load
from koban.store.records.naming import PLAIN, Naming
from koban.store.records.stored import Stored
from koban.store.records.tables import RECORD, RECORD_INDEX

M = TypeVar("M", bound=BaseModel)
Found = tuple[str, str, str | None, str | None, int, str, int, int]
COLUMNS = tuple(
    RECORD.c[name] for name in ("id", "instance", "parent", "purpose", "version", "body", "created", "active")
)


def stored(type_: RecordType[M], found: Found, naming: Naming = PLAIN) -> Stored[M]:
    """A row of `COLUMNS` as a value, its instance by name."""
    id_, key, parent, purpose, version, body, created, active = found
    value = load(type_, version, body)
    instance = naming.name(type_.name, key)
    return Stored(id_, instance, value, from_number(created), from_number(active), parent, purpose)


@dataclass(frozen=True)
class Query:
    """Which records are asked for."""

    type: RecordType[Any]
    instance: str | None
    """Its key."""
    parent: str | None
    where: Mapping[str, Any]

    def __post_init__(self) -> None:
        """Refuse fields that are not indexed."""
        unknown = set(self.where) - set(self.type.index)
        if unknown:
            raise ValueError(f"{self.type.name} is not indexed by {', '.join(sorted(unknown))}")

    def rows(self, connection: Connection, *, newest_first: bool, limit: int, offset: int) -> Sequence[Found]:
        """The records asked for, as rows of `COLUMNS`."""
        if not indexing.covered(connection, self.type, self.where):
            return self._scan(connection, newest_first=newest_first)[offset : offset + limit]
        wanted = self._wanted()
        statement = _finding(self._shape(wanted), newest_first)
        found: list[Found] = statement.run(
            connection, {**self._values(wanted), "limit": limit, "offset": offset}
        ).fetchall()
        return found

    def count(self, connection: Connection) -> int:
        """How many there are."""
        if not indexing.covered(connection, self.type, self.where):
            return len(self._scan(connection, newest_first=True))
        wanted = self._wanted()
        (number,) = _counting(self._shape(wanted)).run(connection, self._values(wanted)).fetchone()
        return int(number)

    def _wanted(self) -> list[tuple[str, list[str]]]:
        # A field with one value can be walked in the order asked for; so it comes first.
        texts = [(name, indexing.encode_any(value)) for name, value in self.where.items()]
        return sorted(texts, key=lambda field: len(field[1]) != 1)

    def _shape(self, wanted: list[tuple[str, list[str]]]) -> _Shape:
        return _Shape(
            self.instance is not None, self.parent is not None, tuple(len(texts) for _, texts in wanted)
        )

    def _values(self, wanted: list[tuple[str, list[str]]]) -> dict[str, Any]:
        values: dict[str, Any] = {"kind": self.type.name, "instance": self.instance, "parent": self.parent}
        for number, (name, texts) in enumerate(wanted):
            values[f"field_{number}"] = name
            values.update({f"value_{number}_{place}": text for place, text in enumerate(texts)})
        return values

    def _scan(self, connection: Connection, *, newest_first: bool) -> list[Found]:
        """Slow and right: for records that an older version wrote before this field was indexed."""
        texts = {name: set(indexing.encode_any(value)) for name, value in self.where.items()}
        plain = Query(self.type, self.instance, self.parent, {})
        found = []
        for row in plain.rows(connection, newest_first=newest_first, limit=-1, offset=0):
            value = stored(self.type, row).value
            if all(indexing.encode(getattr(value, name)) in wanted for name, wanted in texts.items()):
                found.append(row)
        return found


@dataclass(frozen=True)
class _Shape:
    """What two look-ups with the same SQL have in common."""

    instance: bool
    parent: bool
    fields: tuple[int, ...]
    """How many values each field may have."""


@lru_cache(256)
def _finding(shape: _Shape, newest_first: bool) -> Prepared:
    leads = bool(shape.fields) and shape.fields[0] == 1
    order = RECORD_INDEX.c.record if leads else RECORD.c.seq
    query = _matching(select(*COLUMNS), shape, leads=leads, needs_record=True)
    query = query.order_by(order.desc() if newest_first else order)
    return Prepared(query.limit(bindparam("limit")).offset(bindparam("offset")))


@lru_cache(256)
def _counting(shape: _Shape) -> Prepared:
    leads = bool(shape.fields) and shape.fields[0] == 1
    return Prepared(_matching(select(func.count()), shape, leads=leads, needs_record=shape.parent))


def _matching(query: Select[Any], shape: _Shape, *, leads: bool, needs_record: bool) -> Select[Any]:
    source: FromClause = RECORD
    first, seq = RECORD, RECORD.c.seq
    if leads:
        first, seq = RECORD_INDEX, RECORD_INDEX.c.record
        source = RECORD_INDEX.join(RECORD, seq == RECORD.c.seq) if needs_record else RECORD_INDEX
    query = query.select_from(source).where(first.c.kind == bindparam("kind"))
    if shape.instance:
        query = query.where(first.c.instance == bindparam("instance"))
    if shape.parent:
        query = query.where(RECORD.c.parent == bindparam("parent"))
    if 0 in shape.fields:
        return query.where(false())
    for number, count in enumerate(shape.fields):
        values: list[BindParameter[str]] = [bindparam(f"value_{number}_{place}") for place in range(count)]
        if leads and number == 0:
            query = query.where(first.c.field == bindparam("field_0"), first.c.value == values[0])
            continue
        other = RECORD_INDEX.alias(f"index_{number}")
        matching = select(other.c.record).where(
            other.c.kind == bindparam("kind"),
            other.c.field == bindparam(f"field_{number}"),
            other.c.value.in_(values),
        )
        query = query.where(seq.in_(matching))
    return query
