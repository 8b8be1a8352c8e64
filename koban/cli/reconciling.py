"""What the commands that reconcile have in common: opening a workspace and its state, and running the loop beside the command."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import FileIO
from pathlib import Path
from typing import TextIO, cast

import click
import structlog

from koban.cli.context import Context
from koban.cli.exit import FailedError
from koban.manifest.tree import WORKSPACE_FILE, WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.clock import SystemClock
from koban.plugin.manager import load_registry
from koban.reconcile.lease import TTL, Lease
from koban.reconcile.means import Means
from koban.reconcile.service import Service
from koban.reconcile.source import FolderSource, Source
from koban.sources.errors import SourceError
from koban.sources.grants import GRANTS_FILE, GrantsFile
from koban.sources.repository import LocalRepository
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.targets.logs import rotate
from koban.targets.place import make_folders
from koban.web.log import PatientLog

_BRANCH = "main"


@dataclass(slots=True)
class Reconciling:
    """A loop that runs in a thread of its own."""

    source: Source
    means: Means
    service: Service
    stop: threading.Event
    thread: threading.Thread

    def end(self) -> None:
        """Stop the loop, if it runs; returns when it has ended."""
        self.stop.set()
        if self.thread.ident is not None:
            self.thread.join()


@contextmanager
def reconciling(context: Context, *, working_tree: bool) -> Iterator[Reconciling]:
    """Open everything and take the lease; the loop starts with `thread.start()` and ends with the block.

    Raises FailedError if another reconciler runs on this state or there is nothing to follow.
    """
    source = open_source(context.folder, working_tree=working_tree)
    _make_state(context.state)
    with log_to(context.state / "logs" / "reconciler.log"), following(source, context.state) as running:
        yield running


@contextmanager
def following(source: Source, state: Path) -> Iterator[Reconciling]:
    """The same for any source, which is closed with the block, and a state folder that is there; logs go where they go."""
    clock, holder = SystemClock(), _holder()
    with (
        closing(ControlStore.open(state, clock)) as store,
        closing(DataStores(state, clock)) as data,
        closing(source),
    ):
        _expect_a_head(source, store)
        _take_lease(store, holder, state)
        registry = load_registry()
        grants = GrantsFile(state / GRANTS_FILE, registry)
        means = Means(store, data, registry, clock, fence=0, grants=grants.read)
        stop, service = threading.Event(), Service(source, means, holder)
        thread = threading.Thread(target=service.run, args=(stop,), name="reconciler")
        running = Reconciling(source, means, service, stop, thread)
        try:
            yield running
        finally:
            running.end()


def _make_state(state: Path) -> None:
    try:
        make_folders(state)
    except OSError as error:
        raise FailedError(
            f"the state folder {state} cannot be made or written: {error.strerror or error}; "
            "give it to the user who runs KOBAN, or choose another with --state"
        ) from error


def open_source(folder: Path, *, working_tree: bool) -> Source:
    """The folder as it lies there, or the branch that its koban.yaml names."""
    if not (folder / WORKSPACE_FILE).is_file():
        raise FailedError(
            f"{folder.resolve()} has no {WORKSPACE_FILE}; go to a workspace, or name one: koban -C FOLDER ..."
        )
    if working_tree:
        return FolderSource(folder)
    spec = load_workspace(WorkingTree(folder), only=()).spec
    return LocalRepository(folder.resolve(), spec.branch if spec else _BRANCH)


def _expect_a_head(source: Source, store: ControlStore) -> None:
    """With nothing served yet, a source that cannot be read is the end; later it is a condition, and all keeps serving."""
    if store.communities():
        return
    try:
        source.snapshot(source.head())
    except SourceError as error:
        raise FailedError(str(error)) from error


def _take_lease(store: ControlStore, holder: str, state: Path) -> None:
    """A reconciler that was killed holds its lease a little longer, so look for that long whether it is renewed."""
    lease, patience = Lease(store, holder, SystemClock()), threading.Event()
    told = False
    for _ in range(int((TTL + timedelta(seconds=1)) / timedelta(seconds=0.2))):
        if lease.keep() is not None:
            return
        if not told:
            click.echo(
                "Another KOBAN was at work here a moment ago; looking whether it still is ...", err=True
            )
            told = True
        patience.wait(0.2)
    raise FailedError(
        f"KOBAN runs already on the state in {state}; stop that one (Ctrl-C where it runs), or choose another --state"
    )


def _holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


@contextmanager
def log_to(path: Path) -> Iterator[None]:
    """Write this process's log to `path` for as long as the block lasts."""
    rotate(path)
    with FileIO(path, "a") as file:
        _configure(cast("TextIO", PatientLog(file)))
        yield
        structlog.reset_defaults()


def _configure(file: TextIO) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=file),
        cache_logger_on_first_use=False,
    )
