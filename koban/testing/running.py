"""A community that runs in memory: compiled from a spec, served by the host's own application, on a store in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import structlog
from anyio.from_thread import BlockingPortal, start_blocking_portal

from koban.compile.compiler import compile_community
from koban.compile.grants import write_grants
from koban.diagnostics.diagnostic import has_errors
from koban.host.application import Host, make_host
from koban.host.site import Addresses
from koban.jobs.connector import ConnectorTask
from koban.jobs.duties import Duties, duties_of
from koban.jobs.means import Means
from koban.jobs.measuring import MeasureTask
from koban.jobs.progress import PROGRESS, job_id
from koban.manifest.workspace import load_workspace
from koban.model.clock import Clock
from koban.model.grants import Grants
from koban.model.indicator import Point
from koban.plugin.manager import load_registry
from koban.sources.grants import GRANTS_FILE
from koban.store.community import CommunityStore
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.testing.client import InMemory
from koban.testing.manifests import write_manifests
from koban.testing.upstream import LOOPBACK
from koban.web.sessions import SESSION_COOKIE, Sessions

PORT = 8700
_FORCE = "test-force"


@dataclass
class RunningCommunity:
    """One community, running. `app` and `desk` are HTTP clients of its two sites."""

    name: str
    uid: str
    host: Host
    app: httpx.Client
    desk: httpx.Client
    _means: Means

    @property
    def store(self) -> CommunityStore:
        """Its records."""
        return self._means.stores.of(self.uid)

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Ask the citizen app."""
        return self.app.get(path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """Send to the citizen app, as a browser on one of its own pages would."""
        origin = str(self.app.base_url).rstrip("/")
        return self.app.post(path, headers={"Origin": origin, **options.pop("headers", {})}, **options)

    def sign_in(self, group: str = "local:officers", login: str = "officer") -> httpx.Client:
        """The desk's client, signed in as an officer of `group`."""
        force = _FORCE
        control, clock = self._means.control, self._means.clock
        account = control.account(force, login) or control.create_account(force, login, "An officer", [group])
        token = Sessions(control, clock).begin(account.id).split(";")[0].partition("=")[2]
        self.desk.headers["Cookie"] = f"{SESSION_COOKIE}={token}"
        self.desk.headers["Origin"] = str(self.desk.base_url).rstrip("/")
        return self.desk

    def measure(self) -> list[Point]:
        """Measure its indicators, as jobs do once a day; returns the newest point of each series."""
        MeasureTask(self._means, self._duties()).run()
        return self._means.control.series.latest(self.uid)

    def pull(self, connector: str) -> None:
        """Run a connector once; every host name leads to this machine. Raises AssertionError with the reason if it fails."""
        ConnectorTask(self._means, self._duties(), connector).run()
        noted = self.store.read().get(PROGRESS, job_id("connector", connector))
        if noted is None or noted.value.failures:
            raise AssertionError(noted.value.message if noted else "the connector did not run")

    def _duties(self) -> Duties:
        row = self._means.control.community(self.name)
        body = self._means.control.blob(row.served) if row and row.served else None
        if row is None or row.served is None or body is None:
            raise AssertionError(f"{self.name} is not served")
        return duties_of(row.uid, row.served, body)


@dataclass
class StartCommunity:
    """Starts communities: call it with a `spec`. The same name again is served anew."""

    folder: Path
    clock: Clock
    stack: ExitStack
    _control: ControlStore = field(init=False)
    _stores: DataStores = field(init=False)
    _portal: BlockingPortal = field(init=False)

    def __post_init__(self) -> None:
        """Open the store."""
        self._control = ControlStore.open(self.folder, self.clock)
        self.stack.callback(self._control.close)
        self._stores = DataStores(self.folder, self.clock)
        self.stack.callback(self._stores.close)
        self._portal = self.stack.enter_context(start_blocking_portal())

    def __call__(
        self,
        spec: Mapping[str, Any],
        *,
        name: str = "testville",
        force: Mapping[str, Any] | None = None,
        files: Mapping[str, bytes] | None = None,
        secrets: Mapping[str, str] | None = None,
        extra: tuple[object, ...] = (),
    ) -> RunningCommunity:
        """Compile `spec` (over `SPEC`, of a force with `force` over `FORCE`) and serve it.

        `secrets` are granted to the force: name -> value, which connectors refer to as `{file: name}`.
        """
        registry = load_registry(extra)
        folder = self.folder.with_name(f"{self.folder.name}-manifests-{token_hex(4)}")
        tree = write_manifests(folder, name, spec, force or {}, files or {})
        loaded = load_workspace(tree, parents=registry.parents).communities[name]
        diagnostics, compiled = compile_community(loaded, registry, tree)
        if compiled is None or has_errors(diagnostics):
            raise AssertionError("\n".join(map(str, diagnostics)))
        self._grant(secrets or {})
        fence = self._control.acquire_lease("test", "test", timedelta(days=3650))
        row = self._control.adopt(name, _FORCE)
        self._control.set_candidate(row.uid, compiled.digest, "test", compiled, fence or 0)
        self._control.serve(row.uid, compiled.digest, "test", "test", fence or 0)
        means = Means(self._control, self._stores, registry, self.clock, LOOPBACK)
        return self._run(
            name,
            row.uid,
            make_host(registry, self._control, self._stores, self.clock, Addresses(PORT)),
            means,
        )

    def _grant(self, secrets: Mapping[str, str]) -> None:
        folder = self.folder / "secrets" / _FORCE
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, value in secrets.items():
            (folder / name).write_text(value)
        granted = [{"file": path.name} for path in sorted(folder.iterdir())]
        grants = Grants.model_validate({"forces": {_FORCE: {"secrets": granted}}})
        (self.folder / GRANTS_FILE).write_text(write_grants(grants))

    def _run(self, name: str, uid: str, host: Host, means: Means) -> RunningCommunity:
        host.shelf.follow(self._control.communities(), self._control.aliases())
        transport = InMemory(host.dispatcher, self._portal)
        app, desk = (
            self.stack.enter_context(
                httpx.Client(transport=transport, base_url=origin, follow_redirects=True)
            )
            for origin in Addresses(PORT).origins(name)
        )
        return RunningCommunity(name, uid, host, app, desk, means)


@contextmanager
def starting(folder: Path, clock: Clock) -> Iterator[StartCommunity]:
    """What starts communities, with a store in `folder`; all is closed at the end. Logs go to standard output, plainly."""
    with ExitStack() as stack:
        stack.callback(structlog.configure, **structlog.get_config())
        structlog.configure(
            processors=[structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer()]
        )
        yield StartCommunity(folder, clock, stack)
