"""The pytest plugin: one fixture for each thing a plugin's test needs. Pytest loads it in every project where KOBAN is
installed, so what a fixture needs is named by a string and loaded at its first use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from koban.model.clock import FakeClock
    from koban.plugin.registry import Registry
    from koban.testing.deploying import MakeDeployment
    from koban.testing.running import StartCommunity
    from koban.testing.upstream import Upstream
    from koban.testing.workspace import Workspace

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""Where `clock` stands at first: a Monday morning."""


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at Monday 2 March 2026, 9:00 UTC, and moves only by `clock.advance(timedelta)`."""
    clock: FakeClock = resolve_name("koban.model.clock:FakeClock")(START)
    return clock


@pytest.fixture
def registry() -> Registry:
    """What the installed plugins contribute. A plugin that failed to load is in `registry.problems`."""
    registry: Registry = resolve_name("koban.plugin.manager:load_registry")()
    return registry


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[[dict[str, str]], Workspace]:
    """Makes a Git workspace from texts: `workspace({"deployments/<force>/<name>/community.yaml": "…"})`.

    A `koban.yaml` is added where none is given. `workspace.write(path, text)` changes a file, `.commit(message)`
    commits everything and returns the revision, `.path` is the folder.
    """
    make: Callable[[Path, dict[str, str]], Workspace] = resolve_name("koban.testing.workspace:make_workspace")
    return lambda files: make(tmp_path / "workspace", files)


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    """An HTTP server on loopback: `upstream.serve(path, body, **headers)`, `.url(path)`, `.requests`.

    It answers conditional requests (ETag), and 404 for what it was not given.
    """
    with resolve_name("koban.testing.upstream:run_upstream")() as server:
        yield server


@pytest.fixture
def community(tmp_path: Path, clock: FakeClock) -> Iterator[StartCommunity]:
    """Compiles a community and runs it in memory: `app = community(spec)`, `app.get("/report/")`.

    `spec` is the manifest's `spec` as a dict; `title`, `languages` and `unit` have defaults, `files` (path -> bytes) are
    the files of its folder, `secrets` (name -> value) are files that are granted to its force, and `extra` are plugins
    that are not installed. Raises AssertionError with the diagnostics if it does not check.
    """
    with resolve_name("koban.testing.running:starting")(tmp_path / "state", clock) as start:
        yield start


@pytest.fixture
def deployment(tmp_path: Path) -> MakeDeployment:
    """Compiles a community for a policy to look at: `list(MyPolicy().check(deployment(spec)))`.

    `spec` is the manifest's `spec` as a dict; `title`, `languages` and `unit` have defaults. `force` goes over the force's
    spec, `files` (path -> bytes) are the files of its folder, `before` is the deployment that is applied now, and
    `extra` are plugins that are not installed. Raises AssertionError with the diagnostics if it does not check.
    """
    make: MakeDeployment = resolve_name("koban.testing.deploying:MakeDeployment")(tmp_path)
    return make
