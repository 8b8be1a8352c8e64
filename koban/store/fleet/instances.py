"""What the data of each instance of a feature is kept under. It stays when the instance is renamed, and is nobody else's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.store.fleet import blobs
from koban.store.fleet.aliases import KEPT
from koban.store.fleet.rows import InstanceRow
from koban.store.fleet.tables import INSTANCE


@dataclass(frozen=True, slots=True)
class Asked:
    """What a bundle says of one instance."""

    uses: str
    moved_from: str | None = None


def rows(connection: Connection, uid: str) -> list[InstanceRow]:
    """Every name that instances of this community have or had, by name."""
    columns = (INSTANCE.c.name, INSTANCE.c.key, INSTANCE.c.uses, INSTANCE.c.until)
    query = select(*columns).where(INSTANCE.c.uid == uid).order_by(INSTANCE.c.name)
    return [InstanceRow(*row) for row in connection.execute(query)]


def foresee(
    connection: Connection, uid: str, served: str | None, digest: str, now: datetime
) -> list[InstanceRow]:
    """The names as they are, or will be, while `digest` is served after `served`."""
    known = settle(rows(connection, uid), _asked(connection, served), now)
    return settle(known, _asked(connection, digest), now)


def keep(connection: Connection, uid: str, served: str | None, digest: str, now: datetime) -> None:
    """Remember the names under which `digest` is served after `served`."""
    known = rows(connection, uid)
    changed = [row for row in foresee(connection, uid, served, digest, now) if row not in known]
    for row in changed:
        values = {"key": row.key, "uses": row.uses, "until": row.until}
        statement = upsert(INSTANCE).values(uid=uid, name=row.name, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["uid", "name"], set_=values))


def prune(connection: Connection, now: datetime) -> None:
    """Forget the old names whose time is over; who has the data now is never forgotten."""
    connection.execute(delete(INSTANCE).where(INSTANCE.c.until <= now))


def _asked(connection: Connection, digest: str | None) -> dict[str, Asked]:
    body = blobs.get(connection, digest) if digest else None
    features = json.loads(body).get("features", {}) if body else {}
    return {name: Asked(used["uses"], used.get("moved_from")) for name, used in features.items()}


def settle(known: Iterable[InstanceRow], asked: Mapping[str, Asked], now: datetime) -> list[InstanceRow]:
    """The names after a bundle that asks for these is served. Pure; doing it again changes nothing.

    Who has a key keeps it. Who is new takes that of its old name, if that one is gone and was the same feature. Who takes
    an old name while the one that had it is there begins anew; if that one is gone, it has only gone back to its old name.
    """
    by_name = {row.name: row for row in known}
    for name, said in asked.items():
        there = by_name.get(name)
        if there is not None and there.until is None:
            by_name[name] = replace(there, uses=said.uses)
            continue
        past = _past(name, said, by_name, asked)
        if past is not None:
            by_name[past.name] = replace(past, until=now + KEPT)
        key = past.key if past is not None else _fresh(name, by_name.values())
        by_name[name] = InstanceRow(name, key, said.uses, None)
    return sorted(by_name.values(), key=lambda row: row.name)


def _past(
    name: str, said: Asked, by_name: Mapping[str, InstanceRow], asked: Mapping[str, Asked]
) -> InstanceRow | None:
    """The row whose data `name` goes on with: that of the old name it gives, else the one that was called so itself."""
    there = by_name.get(name)
    free = [
        row
        for row in by_name.values()
        if (row.until, row.uses) == (None, said.uses) and row.name not in asked
    ]
    told = (row for row in free if row.name == said.moved_from)
    went_back = (row for row in free if there is not None and there.key == row.key)
    return next(chain(told, went_back), None)


def _fresh(name: str, others: Iterable[InstanceRow]) -> str:
    """A key that nobody has. No instance can be called as the further ones are."""
    taken = {row.key for row in others}
    return next(key for n in count(1) if (key := name if n == 1 else f"{name}~{n}") not in taken)
