from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, inspect, select

from koban.store.driver import driver
from koban.store.engine import Database, make_file


def schema(*columns, more_tables=False, index=False):
    metadata = MetaData()
    table = Table("thing", metadata, Column("id", Integer, primary_key=True), *columns)
    if index:
        Index("thing_words", table.c.words)
    if more_tables:
        Table("other", metadata, Column("id", Integer, primary_key=True), Column("x", Text, index=True))
    return metadata, table


def test_an_older_file_gets_what_it_lacks_and_keeps_what_it_has(tmp_path):
    path = tmp_path / "x.db"
    old, thing = schema()
    make_file(path, old)
    database = Database(path, old)
    with database.writing() as connection:
        connection.execute(thing.insert().values(id=7))
    database.close()

    words = Column("words", Text, nullable=False, server_default="none")
    new, thing = schema(words, more_tables=True, index=True)
    database = Database(path, new)
    with database.reading() as connection:
        assert connection.execute(select(thing)).all() == [(7, "none")]
        there = inspect(connection)
        assert there.get_table_names() == ["other", "thing"]
        assert [i["name"] for i in there.get_indexes("thing")] == ["thing_words"]
        assert [i["name"] for i in there.get_indexes("other")] == ["ix_other_x"]
    database.close()


def test_a_whole_file_and_a_newer_file_are_only_read(tmp_path):
    path = tmp_path / "x.db"
    new, _ = schema(Column("words", Text), more_tables=True)
    old, _ = schema()
    make_file(path, new)
    watching = driver.connect(str(path))
    before = watching.execute("PRAGMA data_version").fetchone()
    Database(path, new).close()
    Database(path, old).close()
    assert watching.execute("PRAGMA data_version").fetchone() == before
    assert watching.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone() == (2,)
    watching.close()
