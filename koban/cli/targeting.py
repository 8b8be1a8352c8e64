"""The `local` target beside a command that reconciles: up for as long as the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import structlog

from koban.cli.exit import FailedError
from koban.cli.reconciling import Reconciling
from koban.store.control import ControlStore
from koban.store.errors import StoreError
from koban.targets.local import LocalTarget
from koban.targets.sockets import PortTakenError

log = structlog.get_logger(__name__)


@contextmanager
def local_target(state: Path, running: Reconciling, port: int) -> Iterator[LocalTarget]:
    """A host on `port` (0 for a free one) and jobs, stopped with the block. Raises FailedError if the port is taken."""
    store, clock = running.means.store, running.means.clock
    code = running.means.registry.fingerprint
    target = LocalTarget(state, port, code, clock, lambda pid: _forget(store, pid))
    try:
        target.start()
    except PortTakenError as error:
        raise FailedError(str(error)) from error
    try:
        yield target
    finally:
        target.stop()


def _forget(store: ControlStore, pid: int) -> None:
    """A host that ended is not waited for until its last sign of life has grown old."""
    try:
        for host in store.hosts(within=timedelta(days=1)):
            if host.pid == pid:
                store.forget_host(host.host)
    except StoreError:
        log.warning("host not forgotten", pid=pid)
