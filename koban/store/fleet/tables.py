"""The tables of the control file."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from koban.store.instant import Instant

METADATA = MetaData()

BLOB = Table(
    "blob",
    METADATA,
    Column("sha", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("created", Instant, nullable=False),
)
BUNDLE_BLOB = Table(
    "bundle_blob",
    METADATA,
    Column("bundle", Text, primary_key=True),
    Column("blob", Text, primary_key=True),
    Column("form", Boolean, nullable=False),
)
COMPILED = Table(
    "compiled",
    METADATA,
    Column("input_key", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("left_out", JSON(none_as_null=True)),
)
COMMUNITY = Table(
    "community",
    METADATA,
    Column("uid", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("force", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("candidate", Text),
    Column("candidate_revision", Text),
    Column("served", Text),
    Column("attempted_revision", Text),
    Column("applied_revision", Text),
    Column("archived_to", Text),
    Column("retry_attempts", Integer),
    Column("retry_at", Instant),
    Column("held_digest", Text),
    Column("held_reason", Text),
    Column("domains", JSON(none_as_null=True)),
)
Index("community_live_name", COMMUNITY.c.name, unique=True, sqlite_where=text("state <> 'archived'"))
ALIAS = Table(
    "alias",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("until", Instant, nullable=False),
)
INSTANCE = Table(
    "instance",
    METADATA,
    Column("uid", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("uses", Text, nullable=False),
    Column("until", Instant),
)
CONDITION = Table(
    "condition",
    METADATA,
    Column("uid", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("observed_generation", Integer, nullable=False),
    Column("last_transition", Instant, nullable=False),
)
HISTORY = Table(
    "history",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, index=True),
    Column("generation", Integer, nullable=False),
    Column("revision", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
PASS = Table(
    "pass",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("revision", Text, nullable=False),
    Column("compiled", JSON, nullable=False),
    Column("at", Instant, nullable=False),
)
FORM = Table(
    "form",
    METADATA,
    Column("uid", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("last_served", Instant, nullable=False),
)
LEASE = Table(
    "lease",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("expires", Instant, nullable=False),
)
HOST = Table(
    "host",
    METADATA,
    Column("host", Text, primary_key=True),
    Column("pid", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("seen", Instant, nullable=False),
)
REPORT = Table(
    "host_report",
    METADATA,
    Column("host", Text, primary_key=True),
    Column("uid", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("ready", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("host_report_uid", REPORT.c.uid, REPORT.c.digest)
HEALTH = Table(
    "health",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("ready", Boolean, nullable=False),
)
ACCOUNT = Table(
    "account",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("force", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("display", Text, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("password_hash", Text),
    Column("created", Instant, nullable=False),
    UniqueConstraint("force", "login"),
)
SESSION = Table(
    "session",
    METADATA,
    Column("token", Text, primary_key=True),
    Column("account", Text, nullable=False, index=True),
    Column("created", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
)
LINK = Table(
    "link",
    METADATA,
    Column("token", Text, primary_key=True),
    Column("claims", JSON, nullable=False),
    Column("expires", Instant, nullable=False),
)
SERIES = Table(
    "series",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("instance", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("value", Float, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("n", Integer, nullable=False),
    Column("bound", Float),
    UniqueConstraint("uid", "indicator", "instance", "area", "day"),
)
NOTE = Table(
    "note",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)
