"""Looking records up by their index, quickly with 100,000 of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from koban.plugin.declare import RecordType
from koban.store.records import indexing
from koban.store.records.body import load
from koban.store.records.tables import RECORD, RECORD_INDEX


@dataclass(frozen=True)
class Query:
    """Which records are asked for."""

    type: RecordType[Any]
    instance: str | None
    parent: str | None
    where: Mapping[str, Any]

    def __post_init__(self) -> None:
        """Refuse fields that are not indexed."""
        unknown = set(self.where) - set(self.type.index)
        if unknown:
            raise ValueError(f"{self.type.name} is not indexed by {', '.join(sorted(unknown))}")

    def rows(
        self, connection: Connection, *, newest_first: bool, limit: int, offset: int
    ) -> Sequence[Row[Any]]:
        """The records asked for."""
        query = select(RECORD).order_by(RECORD.c.seq.desc() if newest_first else RECORD.c.seq)
        if not indexing.covered(connection, self.type, self.where):
            return self._scan(connection, query)[offset : offset + limit]
        return connection.execute(query.where(*self._conditions()).limit(limit).offset(offset)).all()

    def count(self, connection: Connection) -> int:
        """How many there are."""
        if not indexing.covered(connection, self.type, self.where):
            return len(self._scan(connection, select(RECORD)))
        query = select(func.count()).select_from(RECORD).where(*self._conditions())
        return connection.scalar(query) or 0

    def _conditions(self) -> list[ColumnElement[bool]]:
        conditions = self._plain_conditions()
        for field, wanted in self.where.items():
            matching = select(RECORD_INDEX.c.record).where(
                RECORD_INDEX.c.kind == self.type.name,
                RECORD_INDEX.c.field == field,
                RECORD_INDEX.c.value.in_(indexing.encode_any(wanted)),
            )
            conditions.append(RECORD.c.seq.in_(matching))
        return conditions

    def _plain_conditions(self) -> list[ColumnElement[bool]]:
        conditions = [RECORD.c.kind == self.type.name]
        if self.instance is not None:
            conditions.append(RECORD.c.instance == self.instance)
        if self.parent is not None:
            conditions.append(RECORD.c.parent == self.parent)
        return conditions

    def _scan(self, connection: Connection, query: Select[Any]) -> list[Row[Any]]:
        """Slow and right: for records that an older version wrote before this field was indexed."""
        wanted = {field: set(indexing.encode_any(value)) for field, value in self.where.items()}
        found = []
        for row in connection.execute(query.where(*self._plain_conditions())):
            value = load(self.type, row.version, row.body)
            if all(indexing.encode(getattr(value, field)) in texts for field, texts in wanted.items()):
                found.append(row)
        return found
