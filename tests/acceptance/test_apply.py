"""One pass, and the loop alone: with a host that was started by somebody else, and without any."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.acceptance.fleet import KOBAN, Fleet, wait_for
from tests.acceptance.small import community, make_small, manifest


@contextmanager
def running(fleet: Fleet, *words: str) -> Iterator[None]:
    """A command that goes on for ever, until the block ends."""
    with fleet.output.open("ab") as output:
        process = subprocess.Popen([KOBAN, "-C", fleet.folder, *words], stdout=output, stderr=output)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_without_a_host_it_says_what_it_waits_for_and_gives_up(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    done = workspace.koban("apply", "--wait", "2", "--format", "json")
    assert done.returncode == 5
    assert "koban host" in done.stderr
    (quay,) = json.loads(done.stdout)["communities"]
    applied = next(one for one in quay["conditions"] if one["type"] == "Applied")
    assert (quay["ready"], applied["reason"]) == (False, "Progressing")


def test_with_a_host_it_applies_once(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    with running(workspace, "host", "--port", str(workspace.port)):
        done = workspace.koban("apply")
        assert (done.returncode, done.stdout.startswith("quay: ready at ")) == (0, True), done
        wait_for(lambda: workspace.shows("quay", "Quay"), "the app is served", 10)
        workspace.commit({manifest("quay"): community("quay", "Quay").replace("news: true", "nwes: true")})
        done = workspace.koban("apply")
        assert done.returncode == 1
        assert f"{manifest('quay')}:" in done.stdout
        assert workspace.shows("quay", "Quay")


def test_the_loop_alone_follows_git(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    port = str(workspace.port)
    with running(workspace, "host", "--port", port), running(workspace, "reconcile", "--port", port):
        wait_for(lambda: workspace.shows_if_up("quay", "Quay"), "the app is served", 60)
        workspace.commit({manifest("quay"): community("quay", "Quay Two")})
        wait_for(lambda: workspace.shows("quay", "Quay Two"), "the change is served", 10)
        assert httpx.get(f"http://127.0.0.1:{workspace.port + 1}/healthz").json()["alive"] is True


def test_looking_at_a_state_that_is_not_there_is_wrong_use(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    for words in (("status",), ("history",)):
        done = workspace.koban(*words)
        assert (done.returncode, "koban up" in done.stderr) == (2, True)
    assert not workspace.state.exists()
