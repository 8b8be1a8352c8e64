"""How what a connector pulled reaches the store: what is unchanged is not written, and no write takes long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel

from koban.jobs.pulling import Batch, PullError
from koban.plugin.declare import RecordType
from koban.store.community import CommunityStore
from koban.store.records.writer import Writer

T = TypeVar("T")
AT_ONCE = 40
"""Records a transaction: a few milliseconds each on a slow disk, well under 50 ms."""
MOST = 20_000
"""Records that one connector may hold."""
_PLAIN = re.compile(r"[A-Za-z0-9._~-]{1,80}")


class Intake:
    """Takes the batches of one run of one connector."""

    def __init__(self, store: CommunityStore, types: Sequence[RecordType[Any]], instance: str) -> None:
        """`types` are the connector's record types; `instance` is its name in the community."""
        self._store = store
        self._types = {type_.model: type_ for type_ in types}
        self._instance = instance
        self._named: set[tuple[str, str]] = set()
        self._complete = False
        self.written = 0
        self.removed = 0

    def take(self, batch: Batch) -> None:
        """Store one batch."""
        changed = [row for row in map(self._row, batch.records) if self._is_new(row)]
        gone = [
            (type_, self._id(id_))
            for id_ in batch.remove
            for type_ in self._types.values()
            if (type_.name, self._id(id_)) in self._there
        ]
        for some in _parts(changed):
            self._store.write(partial(self._put, rows=some))
        self._remove(gone)
        self.written += len(changed)
        self._complete = self._complete or batch.complete

    def finish(self) -> None:
        """Remove what a complete run did not name."""
        if self._complete:
            types = {type_.name: type_ for type_ in self._types.values()}
            self._remove(
                [(types[kind], id_) for kind, id_ in sorted(self._there) if (kind, id_) not in self._named]
            )

    @cached_property
    def _there(self) -> dict[tuple[str, str], BaseModel]:
        found: dict[tuple[str, str], BaseModel] = {}
        with self._store.read() as reader:
            for type_ in self._types.values():
                rows = reader.find(type_, instance=self._instance, limit=MOST)
                found.update({(type_.name, row.id): row.value for row in rows})
        return found

    def _row(self, record: tuple[str, BaseModel]) -> tuple[RecordType[Any], str, BaseModel]:
        id_, value = record
        type_ = self._types.get(type(value))
        if type_ is None:
            raise TypeError(f"{type(value).__name__} is no record model of this connector")
        self._named.add((type_.name, self._id(id_)))
        if len(self._named) > MOST:
            raise PullError(f"there are more than {MOST} things")
        return type_, self._id(id_), value

    def _is_new(self, row: tuple[RecordType[Any], str, BaseModel]) -> bool:
        return self._there.get((row[0].name, row[1])) != row[2]

    def _put(self, writer: Writer, rows: Iterable[tuple[RecordType[Any], str, BaseModel]]) -> None:
        for type_, id_, value in rows:
            writer.put(type_, value, instance=self._instance, id=id_)

    def _remove(self, gone: list[tuple[RecordType[Any], str]]) -> None:
        for some in _parts(gone):
            self._store.write(partial(_delete, rows=some))
        self.removed += len(gone)

    def _id(self, theirs: str) -> str:
        """Ids are kept apart by instance, and short and plain whatever the other side uses."""
        name = theirs if _PLAIN.fullmatch(theirs) else sha256(theirs.encode()).hexdigest()[:32]
        return f"{self._instance}.{name}"


def _delete(writer: Writer, rows: Iterable[tuple[RecordType[Any], str]]) -> None:
    for type_, id_ in rows:
        writer.delete(type_, id_)


def _parts(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        yield some
