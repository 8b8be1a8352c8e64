"""The control file as one object: where reconciler, hosts and jobs meet. Each method is one short transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from koban.model.bundle import Compiled
from koban.model.clock import Clock
from koban.model.condition import Condition
from koban.store.engine import Database, make_file
from koban.store.fleet import (
    accounts,
    aliases,
    blobs,
    conditions,
    forms,
    history,
    hosts,
    instances,
    inventory,
    leases,
    notes,
    pointers,
)
from koban.store.fleet.conditions import Said
from koban.store.fleet.rows import (
    AccountRow,
    AliasRow,
    CommunityRow,
    HistoryRow,
    HostReport,
    HostRow,
    InstanceRow,
    PassRow,
    SessionRow,
)
from koban.store.fleet.tables import METADATA
from koban.store.keys import KeyFolder
from koban.store.series import SeriesStore


class ControlStore:
    """The fleet's state. Writes that would change nothing write nothing; a fenced write checks its fence first."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Use `open`."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.folder = folder
        self._clock = clock
        make_file(folder / "control.db", METADATA)
        self._database = Database(folder / "control.db", METADATA)
        self.series = SeriesStore(self._database)
        self._keys = KeyFolder(folder / "keys")
        self._watching = self._database.connect()
        self._watch_lock = Lock()

    @classmethod
    def open(cls, folder: Path, clock: Clock) -> ControlStore:
        """The store in `folder` (made with mode 0700 if absent)."""
        return cls(folder, clock)

    def close(self) -> None:
        """Close all connections."""
        with self._watch_lock:
            self._watching.close()
        self._database.close()

    def version(self) -> int:
        """A number that changes whenever anyone commits, this process included. Cheap: touches no table."""
        with self._watch_lock:
            return int(self._watching.exec_driver_sql("PRAGMA data_version").scalar_one())

    # blobs and the compile cache

    def put_blobs(self, blobs_: Mapping[str, bytes]) -> None:
        """Store bytes under their SHA-256."""
        with self._database.writing() as connection:
            blobs.put(connection, blobs_, self._clock.now())

    def blob(self, sha: str) -> bytes | None:
        """The bytes, or None."""
        with self._database.reading() as connection:
            return blobs.get(connection, sha)

    def compiled_as(self, input_key: str) -> str | None:
        """The digest these inputs were compiled to, if remembered."""
        with self._database.reading() as connection:
            return blobs.compiled_as(connection, input_key)

    def left_out(self, input_key: str) -> tuple[str, ...]:
        """What the bundle of these inputs goes without, because it was not granted, in words."""
        with self._database.reading() as connection:
            return blobs.left_out(connection, input_key)

    def remember_compiled(self, input_key: str, digest: str, compiled: Compiled) -> None:
        """Keep a compiled bundle under the key of its inputs."""
        if digest != compiled.digest:
            raise ValueError("the digest is not that of the compiled bundle")
        with self._database.writing() as connection:
            blobs.remember_compiled(connection, input_key, compiled, self._clock.now())

    def prune_blobs(self, now: datetime) -> int:
        """Forget old names and forms after 400 days, then blobs that nothing refers to for 7 days; returns how many blobs."""
        with self._database.writing() as connection:
            aliases.prune(connection, now)
            instances.prune(connection, now)
            forms.prune(connection, now)
            return blobs.prune(connection, now)

    # communities

    def communities(self) -> list[CommunityRow]:
        """Every community, archived ones too."""
        with self._database.reading() as connection:
            return inventory.all_rows(connection)

    def community(self, name: str) -> CommunityRow | None:
        """The live community of this name, else the archived one, else None."""
        with self._database.reading() as connection:
            return inventory.by_name(connection, name)

    def called(self, name: str) -> list[CommunityRow]:
        """Every community of this name, the live one first, then those in the archive."""
        with self._database.reading() as connection:
            return inventory.called(connection, name)

    def owned(self, uid: str) -> CommunityRow:
        """The community with this uid, or `UnknownCommunityError`."""
        with self._database.reading() as connection:
            return inventory.by_uid(connection, uid)

    def aliases(self) -> list[AliasRow]:
        """The names that communities had before and that still lead to them."""
        with self._database.reading() as connection:
            return aliases.rows(connection, self._clock.now())

    def instances(self, uid: str, digest: str) -> list[InstanceRow]:
        """What the instances are called and what their data is kept under while `digest` is served, now or next."""
        with self._database.reading() as connection:
            served = inventory.by_uid(connection, uid).served
            return instances.foresee(connection, uid, served, digest, self._clock.now())

    def adopt(self, name: str, force: str) -> CommunityRow:
        """The row of a community that manifests ask for, made or brought back if need be.

        A row that comes back may have data in the archive: call `DataStores.restore` before hosts see it.
        """
        with self._database.writing() as connection:
            return inventory.adopt(connection, name, force)

    def drop(self, uid: str, fence: int) -> None:
        """Forget a community of which nothing was ever served."""
        with self._database.writing() as connection:
            leases.check(connection, fence)
            inventory.drop(connection, uid)

    def attempt(self, uid: str, revision: str) -> None:
        """Note the revision that is being tried."""
        with self._database.writing() as connection:
            inventory.change(connection, uid, attempted_revision=revision)

    def set_candidate(self, uid: str, digest: str, revision: str, compiled: Compiled, fence: int) -> int:
        """Store a bundle and have hosts try it; returns the generation it will have when served."""
        if digest != compiled.digest:
            raise ValueError("the digest is not that of the compiled bundle")
        with self._database.writing() as connection:
            leases.check(connection, fence)
            return pointers.set_candidate(connection, uid, revision, compiled, self._clock.now())

    def withdraw_candidate(self, uid: str, fence: int) -> None:
        """Take the candidate back; what is served stays."""
        with self._database.writing() as connection:
            leases.check(connection, fence)
            pointers.withdraw(connection, uid)

    def serve(
        self, uid: str, digest: str, revision: str, reason: str, fence: int, name: str | None = None
    ) -> None:
        """Move the served pointer, with generation, history, forms and revision, and clear candidate and hold.

        With another `name` the community is called so from now on, and the old one leads to it for 400 days.
        """
        with self._database.writing() as connection:
            leases.check(connection, fence)
            pointers.serve(connection, uid, digest, revision, reason, self._clock.now(), name)

    def retire(self, uid: str, fence: int) -> None:
        """Have hosts stop serving it."""
        with self._database.writing() as connection:
            leases.check(connection, fence)
            pointers.retire(connection, uid, self._clock.now())

    def retired(self, uid: str, archived_to: str, fence: int) -> None:
        """Note where its data was archived to."""
        with self._database.writing() as connection:
            leases.check(connection, fence)
            pointers.retired(connection, uid, archived_to, self._clock.now())

    def restored(self, uid: str) -> None:
        """Note that the data of a community that came back is in its place again."""
        with self._database.writing() as connection:
            inventory.change(connection, uid, archived_to=None)

    def set_conditions(self, uid: str, said: Iterable[Said]) -> bool:
        """Write the conditions that say something new; returns whether any did."""
        with self._database.writing() as connection:
            return conditions.write(connection, uid, said, self._clock.now())

    def conditions(self, uid: str) -> list[Condition]:
        """A community's conditions."""
        with self._database.reading() as connection:
            return conditions.rows(connection, uid).get(uid, [])

    def all_conditions(self) -> dict[str, list[Condition]]:
        """uid -> conditions, of the whole fleet in one read."""
        with self._database.reading() as connection:
            return conditions.rows(connection)

    def set_retry(self, uid: str, attempts: int, at: datetime | None) -> None:
        """Persist the backoff; 0 attempts clear it."""
        with self._database.writing() as connection:
            inventory.set_retry(connection, uid, attempts, at)

    def retry(self, uid: str) -> tuple[int, datetime] | None:
        """Attempts so far and when the next is due, or None."""
        with self._database.reading() as connection:
            return inventory.retry(connection, uid)

    def hold(self, uid: str, digest: str, reason: str) -> None:
        """Keep a refused bundle from being tried again."""
        with self._database.writing() as connection:
            inventory.change(connection, uid, held_digest=digest, held_reason=reason)

    def held(self, uid: str) -> tuple[str, str] | None:
        """The held digest and why, or None."""
        with self._database.reading() as connection:
            return inventory.held(connection, uid)

    def history(self, name: str | None = None, limit: int = 200) -> list[HistoryRow]:
        """What went live, newest first."""
        with self._database.reading() as connection:
            return history.rows(connection, name, limit)

    def add_pass(self, revision: str, compiled: list[str]) -> None:
        """Note one look at a revision."""
        with self._database.writing() as connection:
            history.add_pass(connection, revision, compiled, self._clock.now())

    def passes(self, limit: int = 100) -> list[PassRow]:
        """Looks at revisions, newest first."""
        with self._database.reading() as connection:
            return history.passes(connection, limit)

    def form(self, uid: str, digest: str) -> dict[str, Any] | None:
        """A form definition that this community serves or served within 400 days."""
        with self._database.reading() as connection:
            return forms.definition(connection, uid, digest)

    # notes

    def note(self, name: str) -> Any | None:
        """A fact about the fleet as a whole, such as `head` or `demo`, or None."""
        with self._database.reading() as connection:
            return notes.get(connection, name)

    def set_note(self, name: str, value: Any) -> bool:
        """Write such a fact (JSON); returns whether it changed."""
        with self._database.writing() as connection:
            return notes.put(connection, name, value)

    # leases

    def acquire_lease(self, name: str, holder: str, ttl: timedelta) -> int | None:
        """A fence, or None while another holds the lease. The same holder gets its own fence again."""
        with self._database.writing() as connection:
            return leases.acquire(connection, name, holder, ttl, self._clock.now())

    def renew_lease(self, name: str, fence: int, ttl: timedelta) -> bool:
        """Hold it longer; False if it is lost."""
        with self._database.writing() as connection:
            return leases.renew(connection, name, fence, ttl, self._clock.now())

    def release_lease(self, name: str, fence: int) -> None:
        """Give it back."""
        with self._database.writing() as connection:
            leases.release(connection, name, fence, self._clock.now())

    # hosts

    def heartbeat(self, host: str, pid: int, code: str) -> None:
        """A host's sign of life."""
        with self._database.writing() as connection:
            hosts.heartbeat(connection, host, pid, code, self._clock.now())

    def hosts(self, within: timedelta) -> list[HostRow]:
        """Hosts that gave a sign of life within that time."""
        with self._database.reading() as connection:
            return hosts.seen_since(connection, self._clock.now() - within)

    def forget_host(self, host: str) -> None:
        """Drop a host that stopped."""
        with self._database.writing() as connection:
            hosts.forget(connection, host)

    def report(self, host: str, uid: str, digest: str, ready: bool, reason: str, code: str) -> None:
        """What a host says of a bundle."""
        with self._database.writing() as connection:
            hosts.report(connection, HostReport(host, uid, digest, ready, reason, code, self._clock.now()))

    def reports(self, uid: str, digest: str) -> list[HostReport]:
        """What hosts say of a bundle."""
        with self._database.reading() as connection:
            return hosts.reports(connection, uid, digest)

    def health(self, digest: str, code: str) -> bool | None:
        """Whether this code found this bundle healthy, or None if it was never asked."""
        with self._database.reading() as connection:
            return hosts.health(connection, digest, code)

    # accounts

    def create_account(
        self, force: str, login: str, display: str, groups: Iterable[str], password_hash: str | None = None
    ) -> AccountRow:
        """Add an officer's account, or raise `AccountExistsError`."""
        row = AccountRow(accounts.new_id(), force, login, display, tuple(groups), password_hash)
        with self._database.writing() as connection:
            accounts.create(connection, row, self._clock.now())
        return row

    def accounts(self, force: str) -> list[AccountRow]:
        """A force's accounts."""
        with self._database.reading() as connection:
            return accounts.of_force(connection, force)

    def account(self, force: str, login: str) -> AccountRow | None:
        """One account, or None."""
        with self._database.reading() as connection:
            return accounts.by_login(connection, force, login)

    def set_password(self, account_id: str, password_hash: str) -> None:
        """Change the password and end all its sessions."""
        with self._database.writing() as connection:
            accounts.change(connection, account_id, password_hash=password_hash)
            accounts.close_sessions(connection, account_id)

    def change_account(self, account_id: str, display: str, groups: Iterable[str]) -> None:
        """Change the shown name and the groups."""
        with self._database.writing() as connection:
            accounts.change(connection, account_id, display=display, groups=list(groups))

    def remove_account(self, account_id: str) -> None:
        """Delete an account and end its sessions."""
        with self._database.writing() as connection:
            accounts.remove(connection, account_id)

    def open_session(self, token: str, account_id: str, lifetime: timedelta) -> None:
        """Begin a session; only the token's SHA-256 is kept."""
        now = self._clock.now()
        with self._database.writing() as connection:
            accounts.open_session(connection, token, account_id, now + lifetime, now)

    def session(self, token: str) -> SessionRow | None:
        """The session of a token, or None if unknown or expired."""
        with self._database.reading() as connection:
            return accounts.session(connection, token, self._clock.now())

    def close_session(self, token: str) -> None:
        """Sign out."""
        with self._database.writing() as connection:
            accounts.close_session(connection, token)

    def make_link(self, token: str, claims: Mapping[str, Any], lifetime: timedelta) -> None:
        """Keep a one-time link; only the token's SHA-256 is kept."""
        now = self._clock.now()
        with self._database.writing() as connection:
            accounts.make_link(connection, token, claims, now + lifetime, now)

    def link(self, token: str) -> dict[str, Any] | None:
        """What a link says, without using it up."""
        with self._database.reading() as connection:
            return accounts.link(connection, token, self._clock.now())

    def use_link(self, token: str) -> dict[str, Any] | None:
        """What a link says, exactly once."""
        with self._database.writing() as connection:
            return accounts.use_link(connection, token, self._clock.now())

    # keys

    def key(self, name: str) -> bytes:
        """32 random bytes, minted once, for keyed hashes."""
        return self._keys.key(name)
