"""Statements of the busiest paths: written with SQLAlchemy, turned into SQL once, then run by the driver alone.

A report is half a dozen small statements; most of their time was spent on the way to the driver. Moments go in and come
out as whole microseconds here (`koban.store.instant`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ClauseElement

_DIALECT = sqlite.dialect(paramstyle="named")


class Prepared:
    """One statement with named values."""

    def __init__(self, statement: Executable, columns: Iterable[str] | None = None) -> None:
        """`columns`: what an insert or update sets."""
        if not isinstance(statement, ClauseElement):
            raise TypeError("only statements can be prepared")
        compiled = statement.compile(dialect=_DIALECT, column_keys=None if columns is None else list(columns))
        self.sql = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run it in the connection's transaction; returns the driver's cursor."""
        return connection.connection.cursor().execute(self.sql, {**self._fixed, **values})

    def run_each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it once for each of `rows`."""
        connection.connection.cursor().executemany(self.sql, rows)
