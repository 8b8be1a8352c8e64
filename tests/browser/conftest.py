"""A real Chromium before a real host: `browse` opens it, `serve` brings communities up, `assert_accessible` asks axe."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright
from sample_community import World

from koban.model.bundle import Compiled
from koban.model.clock import FakeClock
from koban.plugin.registry import Registry

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = next(
        (
            p
            for p in ("/usr/bin/chromium", shutil.which("chromium"), shutil.which("google-chrome"))
            if p and Path(p).exists()
        ),
        None,
    )
    if found is None:
        pytest.fail(
            "browser tests need Chromium: install the package chromium (apt-get install chromium)",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver; ended with each module, so that its event loop is in nobody's way."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def browse(playwright: Playwright, chromium: str, tmp_path: Path) -> Iterator[Callable[..., BrowserContext]]:
    """`browse(width=360, **options)` opens a browser of its own, with storage and service workers."""
    opened: list[BrowserContext] = []

    def open_browser(width: int = 360, height: int = 780, **options: Any) -> BrowserContext:
        folder = tmp_path / f"profile-{len(opened)}"
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        context = playwright.chromium.launch_persistent_context(
            str(folder), executable_path=chromium, headless=True, args=[*FLAGS, *root],
            viewport={"width": width, "height": height}, locale="en", **options,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_browser
    for context in opened:
        context.close()


class Serving:
    """A host on a port of its own; `down` and `up` take it away and bring it back."""

    def __init__(self, world: World, listening: socket.socket) -> None:
        self.world = world
        self._listening = listening
        self.port = world.addresses.port
        self.up()

    def up(self) -> None:
        config = uvicorn.Config(
            self.world.host.dispatcher, log_config=None, lifespan="off", timeout_graceful_shutdown=1
        )
        if self._listening.fileno() < 0:
            self._listening = socket.create_server(("127.0.0.1", self.port))
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listening]})
        self._thread.start()

    def down(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listening.close()

    def url(self, community: str, path: str = "/") -> str:
        """A page of a citizen app, or with `desk.NAME` of a desk."""
        return f"http://{community}.localhost:{self.port}{path}"

    def sign_in(self, page: Page, community: str, login: str = "ada") -> None:
        """Sign an officer who leads the unit in at a desk."""
        control = self.world.control
        force = self.world.host.shelf.served(community).force
        groups = [g for members in force.roles.values() for g in members]
        account = control.account(force.name, login) or control.create_account(
            force.name, login, "Ada", groups
        )
        token = f"token-of-{login}-{len(control.accounts(force.name))}-{os.urandom(4).hex()}"
        from datetime import timedelta

        control.make_link(token, {"sign-in": account.login, "force": force.name}, timedelta(hours=1))
        page.goto(self.url(f"desk.{community}", f"/sign-in?token={token}"))


@pytest.fixture
def serve(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Serving]]:
    """`serve(compiled, ..., registry=None)` brings communities up; without a registry with the sample feature alone."""
    running: list[Serving] = []

    def bring_up(*compiled: Compiled, registry: Registry | None = None) -> Serving:
        listening = socket.create_server(("127.0.0.1", 0))
        world = World(tmp_path / f"state-{len(running)}", clock, listening.getsockname()[1], registry)
        for one in compiled:
            world.serve(one)
        running.append(Serving(world, listening))
        return running[-1]

    yield bring_up
    for one in running:
        one.down()
        one.world.close()


def assert_accessible(page: Page) -> None:
    """Fail with every violation that axe finds on the page as it stands (WCAG 2.2 AA), and on sideways scrolling."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)[
        "violations"
    ]
    told = [f"{v['id']} ({v['help']}): " + "; ".join(n["html"][:160] for n in v["nodes"][:3]) for v in found]
    assert not told, f"{page.url}\n" + "\n".join(told)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"


@pytest.fixture(name="assert_accessible")
def _assert_accessible() -> Callable[[Page], None]:
    return assert_accessible
