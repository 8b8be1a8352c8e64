"""Tables only ever change by adding: whoever opens a file gives it what it lacks. Written once for every MetaData."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Column, Connection, Index, MetaData, Table
from sqlalchemy.schema import CreateColumn

Transaction = Callable[[], AbstractContextManager[Connection]]
_COLUMNS = (
    "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
)
_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index'"


def grow(reading: Transaction, writing: Transaction, metadata: MetaData) -> None:
    """Add missing tables, columns and indexes. A file that has them all is only read."""
    with reading() as connection:
        if not _lacking(connection, metadata):
            return
    with writing() as connection:
        for item in _lacking(connection, metadata):
            _add(connection, item)


def _lacking(connection: Connection, metadata: MetaData) -> list[Table | Column[object] | Index]:
    columns: dict[str, set[str]] = {}
    for table_name, column_name in connection.exec_driver_sql(_COLUMNS):
        columns.setdefault(table_name, set()).add(column_name)
    indexes = {name for (name,) in connection.exec_driver_sql(_INDEXES)}
    lacking: list[Table | Column[object] | Index] = []
    for table in metadata.sorted_tables:
        if table.name not in columns:
            lacking.append(table)
            continue
        lacking += [column for column in table.columns if column.name not in columns[table.name]]
        lacking += [index for index in table.indexes if index.name not in indexes]
    return lacking


def _add(connection: Connection, item: Table | Column[object] | Index) -> None:
    if isinstance(item, Column):
        words = CreateColumn(item).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f'ALTER TABLE "{item.table.name}" ADD COLUMN {words}')
    else:
        item.create(connection)
