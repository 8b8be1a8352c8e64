"""All communities' data files: which are open, and how one goes to the archive and comes back."""

from __future__ import annotations

import re
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from koban.model.clock import Clock
from koban.store.community import CommunityStore
from koban.store.engine import bare_engine, make_file, set_journal, sync_folder
from koban.store.errors import ArchivedError, StoreBusyError, StoreError
from koban.store.named import NamedStore
from koban.store.records.naming import Naming
from koban.store.records.tables import METADATA

_UID = re.compile(r"[0-9a-f]{32}")


class DataStores:
    """The folders `data/` and `archive/` of a state folder."""

    def __init__(self, folder: Path, clock: Clock, max_open: int = 128) -> None:
        """Keep at most `max_open` files open, and those in use whatever their number."""
        self._data = folder / "data"
        self._archive = folder / "archive"
        self._clock = clock
        self._max_open = max_open
        self._lock = Lock()
        self._stores: dict[str, CommunityStore] = {}
        self._open: OrderedDict[CommunityStore, None] = OrderedDict()

    def of(self, uid: str) -> CommunityStore:
        """The store of one community. Cheap, and good for as long as this object."""
        with self._lock:
            if uid not in self._stores:
                self._stores[uid] = CommunityStore(self._path(uid), self._clock, self)
            return self._stores[uid]

    def named(self, uid: str, naming: Naming) -> NamedStore:
        """The store of one community, its instances called by `naming`."""
        return NamedStore(self.of(uid), naming)

    def _path(self, uid: str) -> Path:
        if not _UID.fullmatch(uid):
            raise ValueError(f"{uid!r} is no uid")
        return self._data / f"{uid}.db"

    def release(self, uid: str) -> bool:
        """Close a community's file, as hosts and jobs do when it retires; False while someone still uses it."""
        with self._lock:
            store = self._stores.get(uid)
        if store is None:
            return True
        closed = store.close_if_idle()
        if closed:
            with self._lock:
                self._open.pop(store, None)
        return closed

    def close(self) -> None:
        """Finish what waits to be written and close every file."""
        with self._lock:
            stores = list(self._open)
            self._open.clear()
        for store in stores:
            store.close()

    def archive(self, uid: str, name: str) -> Path:
        """Move a community's data out of use, as one whole file; returns where to. Doing it again finds it there.

        Raises `StoreBusyError` while any process has the file open.
        """
        path = self._path(uid)
        there = self._archived(uid)
        if not path.exists():
            if there is not None:
                return there
            make_file(path, METADATA)
        if there is not None:
            raise StoreError(f"there is data both in {path} and in {there}; move one of them away")
        if not self.release(uid):
            raise StoreBusyError(f"{path.name} is still in use")
        _make_whole(path)
        self._archive.mkdir(mode=0o700, exist_ok=True)
        target = self._archive / f"{name}-{uid}-{self._clock.now():%Y%m%dT%H%M%SZ}.db"
        path.rename(target)
        sync_folder(self._archive)
        sync_folder(self._data)
        return target

    def restore(self, uid: str, archived: Path | None = None) -> None:
        """Bring a community's data back, from `archived` or from wherever the archive has it. Idempotent."""
        path = self._path(uid)
        source = archived if archived is not None and archived.exists() else self._archived(uid)
        if source is None:
            return
        if path.exists():
            raise StoreError(f"there is data both in {path} and in {source}; move one of them away")
        self._data.mkdir(mode=0o700, exist_ok=True)
        source.rename(path)
        sync_folder(self._data)
        sync_folder(source.parent)

    def _archived(self, uid: str) -> Path | None:
        return max(self._archive.glob(f"*-{uid}-*.db"), default=None)

    def used(self, store: CommunityStore) -> None:
        """Note a use; closes files that were not used for longest, as long as there are too many."""
        with self._lock:
            self._open[store] = None
            self._open.move_to_end(store)
            surplus = list(self._open)[: max(0, len(self._open) - self._max_open)]
        for other in surplus:
            if other is not store and other.close_if_idle():
                with self._lock:
                    if not other.is_open:
                        self._open.pop(other, None)

    def may_make(self, path: Path) -> None:
        """Refuse a new file for a community whose data lies in the archive."""
        there = self._archived(path.stem)
        if there is not None:
            raise ArchivedError(f"the data of this community lies in {there}")


def _make_whole(path: Path) -> None:
    """Write everything back into the one file. Works only when nobody has it open."""
    engine = bare_engine(path)
    try:
        journal = set_journal(engine, "DELETE")
    finally:
        engine.dispose()
    if journal != "DELETE":
        raise StoreBusyError(f"{path.name} is still open in another process")
