"""Facts about the fleet as a whole, one JSON value a name: the head that is followed, the address, whether to fill in made-up data."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.store.fleet.tables import NOTE


def put(connection: Connection, name: str, value: Any) -> bool:
    """Set a note; writes nothing where it holds already. Returns whether anything changed."""
    if get(connection, name) == value:
        return False
    statement = upsert(NOTE).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
    return True


def get(connection: Connection, name: str) -> Any | None:
    """The note called `name`, or None."""
    return connection.scalar(select(NOTE.c.value).where(NOTE.c.name == name))
