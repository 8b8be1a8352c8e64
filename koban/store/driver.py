"""Which SQLite is used and which journal it can be trusted with."""

from __future__ import annotations

try:
    from pysqlite3 import dbapi2 as driver
except ImportError:
    import sqlite3 as driver

Version = tuple[int, ...]


def keeps_wal_commits(version: Version) -> bool:
    """Whether this SQLite is free of the fault by which two connections that write and checkpoint one WAL file can lose
    commits (mended in 3.51.3, 3.50.7 and 3.44.6)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


JOURNAL = "WAL" if keeps_wal_commits(driver.sqlite_version_info) else "TRUNCATE"

__all__ = ["JOURNAL", "driver", "keeps_wal_commits"]
