"""Planted secrets: used by real processes against a machine that sends them back, and afterwards nowhere to be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from tests.acceptance.fleet import Fleet, wait_for
from tests.acceptance.small import COMMUNITY, make_small, manifest

FROM_ENVIRONMENT, FROM_FILE, LITERAL = "oyster-Lantern-71", "copper-Thistle-28", "willow-Anchor-93"
NOWHERE = (FROM_ENVIRONMENT, FROM_FILE, LITERAL)
PLUGIN = """\
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from koban.api import Connector, hookimpl


class Mailbox(Connector):
    name = "mailbox"
    title = {"en": "Mailbox"}
    Config = {"type": "object"}
    pull = "koban_mailbox:pull"


def pull(context, cursor):
    from koban.api.jobs import PullError

    value = context.secret("key")
    try:
        urlopen(Request(context.config["url"], headers={"Authorization": value}))
    except HTTPError as error:
        said = error.read().decode()
        if context.config.get("crash"):
            raise RuntimeError(f"{value} {said}")
        raise PullError(f"the other side refused: {said}")
    yield


@hookimpl
def koban_connectors():
    return [Mailbox()]
"""
CONNECTORS = """\
  app: {domains: [quay.example, other.example]}
  connectors:
    one: {uses: mailbox, with: {url: "%s"}, secrets: {key: {env: KEY}}}
    two: {uses: mailbox, with: {url: "%s"}, secrets: {key: {file: key}}}
    three: {uses: mailbox, with: {url: "%s", crash: true}, secrets: {key: {env: KEY}}}
    four: {uses: mailbox, with: {url: "%s"}, secrets: {key: {env: NOT_GRANTED}}}
"""


class Echo(BaseHTTPRequestHandler):
    """Refuses, and says back what it was told."""

    heard: list[str]

    def do_GET(self) -> None:
        said = self.headers.get("authorization", "")
        self.heard.append(said)
        self.send_response(403)
        self.end_headers()
        self.wfile.write(f"nobody may enter with {said}".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_side() -> Iterator[tuple[str, list[str]]]:
    """The address of a machine that echoes, and what it heard."""
    handler = type("Handler", (Echo,), {"heard": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", handler.heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin, and the secret that lies in the environment, for every process."""
    site = tmp_path / "site"
    info = site / "koban_mailbox-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "koban_mailbox.py").write_text(PLUGIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: koban-mailbox\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[koban]\nkoban-mailbox = koban_mailbox\n")
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=":")
    for name in ("KEY", "NOT_GRANTED"):
        monkeypatch.setenv(f"KOBAN_SECRET_HARBOUR_{name}", FROM_ENVIRONMENT)


def _noted(fleet: Fleet) -> str:
    return (
        (fleet.state / "logs" / "jobs.log").read_text()
        if (fleet.state / "logs" / "jobs.log").exists()
        else ""
    )


def _pages(fleet: Fleet) -> Iterator[str]:
    for path in ("/", "/about", "/privacy", "/accessibility", "/news/", "/report/", "/sw.js", "/nothing"):
        yield fleet.get("quay", path).text
    link = re.search(r"https://desk\.quay\.example(/sign-in\?token=\S+)", fleet.said())
    assert link is not None
    host = {"host": "desk.quay.example"}
    cookie = fleet.client.get(link[1], headers=host).headers["set-cookie"].split(";")[0]
    for path in ("/", "/report/", "/news/", "/accounts", "/password"):
        answer = fleet.client.get(path, headers={**host, "cookie": cookie}, follow_redirects=False)
        assert answer.status_code in {200, 303, 403}
        yield answer.text
    for path in ("/", "/communities/quay", "/api/v1/communities", "/metrics", "/api/v1/history"):
        yield httpx.get(f"http://127.0.0.1:{fleet.port + 1}{path}").text


def _commands(fleet: Fleet) -> Iterator[str]:
    for words in (
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "github"],
        ["--debug", "check"],
        ["plan"],
        ["--debug", "plan", "--format", "json"],
        ["status"],
        ["status", "quay", "--format", "json"],
        ["history", "--format", "json"],
        ["grant"],
        ["--debug", "grant", "harbour", "--secret", f"file:../{LITERAL}"],
        ["--debug", "apply", "--wait", "1"],
        ["plugin", "list"],
    ):
        done = fleet.koban(*words)
        yield done.stdout + done.stderr


def _state(fleet: Fleet) -> Iterator[tuple[Path, bytes]]:
    for path in fleet.state.rglob("*"):
        if path.is_file() and "secrets" not in path.relative_to(fleet.state).parts:
            yield path, path.read_bytes()


def test_a_secret_is_used_and_found_nowhere(
    workspace: Fleet, installed: None, other_side: tuple[str, list[str]]
) -> None:
    url, heard = other_side
    make_small(workspace)
    good = COMMUNITY % ("quay", "Quay") + CONNECTORS % (url, url, url, url)
    folder = workspace.state / "secrets" / "harbour"
    folder.mkdir(parents=True)
    (folder / "key").write_text(f"{FROM_FILE}\n")
    granted = workspace.koban(
        "grant", "harbour", "--secret", "KEY", "--secret", "file:key", "--domain", "quay.example"
    )
    assert granted.returncode == 0, granted.stderr
    workspace.commit({manifest("quay"): good})
    workspace.up()
    workspace.wait_until_announced()
    wait_for(lambda: {FROM_ENVIRONMENT, FROM_FILE} <= set(heard), "the other side hears both secrets")
    for words in ("the other side refused", '"connector": "three"', "or an operator did not grant it"):
        wait_for(lambda said=words: said in _noted(workspace), f"jobs tell: {words}")
    seen = list(_pages(workspace))
    workspace.commit(
        {
            manifest("quay"): good.replace("{env: KEY}", LITERAL, 1),
            manifest("kade"): COMMUNITY % ("kade", "Kade")
            + f"  connectors: {{one: {{uses: mailbox, with: {{password: {LITERAL}}}}}}}\n",
        }
    )
    wait_for(lambda: workspace.condition("quay", "Valid")["status"] == "False", "the literal is told")
    wait_for(lambda: workspace.condition("kade", "Valid")["status"] == "False", "the setting is told")
    assert "KB403" in workspace.condition("kade", "Valid")["message"]
    seen += [*_pages_again(workspace), *_commands(workspace)]
    assert "the domain other.example" in "".join(seen)
    workspace.stop()
    seen.append(workspace.said())
    for secret in NOWHERE:
        assert [text for text in seen if secret in text] == []
        assert [path for path, body in _state(workspace) if secret.encode() in body] == []


def _pages_again(fleet: Fleet) -> Iterator[str]:
    yield fleet.get("quay").text
    for path in ("/", "/communities/quay", "/api/v1/communities"):
        yield httpx.get(f"http://127.0.0.1:{fleet.port + 1}{path}").text


@pytest.fixture
def granting(workspace: Fleet) -> Callable[..., None]:
    """Grants, and fails if that does not go."""

    def grant(*words: str) -> None:
        done = workspace.koban("grant", *words)
        assert done.returncode == 0, done.stderr

    return grant


def test_a_domain_is_served_as_soon_as_it_is_granted(workspace: Fleet, granting: Callable[..., None]) -> None:
    make_small(workspace, "quay")
    workspace.commit({manifest("quay"): COMMUNITY % ("quay", "Quay") + "  app: {domains: [quay.example]}\n"})
    workspace.up()
    workspace.wait_until_announced()

    def status(host: str) -> int:
        return workspace.client.get("/", headers={"host": host}).status_code

    assert "quay.example" in workspace.koban("status", "quay").stdout
    assert (status("quay.example"), status(f"quay.localhost:{workspace.port}")) == (421, 200)
    granting("harbour", "--domain", "quay.example")
    wait_for(lambda: status("quay.example") == 200, "the domain is served", 20)
    assert status("desk.quay.example") == 303
    assert status("desk.other.example") == 421
    wait_for(lambda: "left out" not in workspace.koban("status", "quay").stdout, "nothing is left out", 20)
    (workspace.state / "grants.yaml").write_text("forces: {}\n")
    wait_for(lambda: status("quay.example") == 421, "it is taken back", 20)
    assert status(f"quay.localhost:{workspace.port}") == 200
