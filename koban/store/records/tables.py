"""The tables of a community's own file: the same for every feature, so that no feature brings SQL."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

from koban.store.instant import Instant

METADATA = MetaData()

RECORD = Table(
    "record",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("instance", Text, nullable=False),
    Column("parent", Text),
    Column("purpose", Text),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("active", Instant, nullable=False),
    UniqueConstraint("kind", "id"),
)
Index("record_kind", RECORD.c.kind)
Index("record_instance", RECORD.c.kind, RECORD.c.instance)
Index("record_parent", RECORD.c.parent, sqlite_where=RECORD.c.parent.is_not(None))
Index("record_id", RECORD.c.id)
Index("record_purpose", RECORD.c.purpose, RECORD.c.active, sqlite_where=RECORD.c.parent.is_(None))

RECORD_INDEX = Table(
    "record_index",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("record", Integer, primary_key=True),
    Column("instance", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("record_index_record", RECORD_INDEX.c.record)

INDEXED = Table(
    "indexed",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("version", Integer, nullable=False),
)

ATTACHMENT = Table(
    "attachment",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("parent", Text, nullable=False, index=True),
    Column("media_type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("created", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

TOMBSTONE = Table(
    "tombstone",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)
