"""One side of a preview: its communities, served from a throw-away state, filled with made-up records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from koban.cli.reconciling import Reconciling, following
from koban.cli.targeting import local_target
from koban.cli.up import DEMO
from koban.control.fleet import fleet_status, roll_up
from koban.control.preview import View
from koban.host.site import Addresses
from koban.jobs.demo import is_filled
from koban.jobs.means import Means
from koban.manifest.tree import Tree
from koban.reconcile.fixed import FixedSource
from koban.targets.local import LocalTarget
from koban.targets.place import admin_socket, make_folders
from koban.web.preview import mark_preview


@dataclass(frozen=True, slots=True)
class Stage:
    """A loop and a host for one side."""

    running: Reconciling
    target: LocalTarget

    def trouble(self) -> list[str]:
        """What to tell people about a loop or processes that fail."""
        return [*self.target.complaints(), *filter(None, [self.running.service.trouble])]

    def is_ready(self) -> bool:
        """Whether every community came to rest, and those that are served are filled."""
        if not self.running.service.at_rest:
            return False
        own = self.running.means
        means = Means(own.store, own.data, own.registry, own.clock)
        return all(is_filled(means, row.uid, row.served) for row in own.store.communities() if row.served)

    def view(self, name: str) -> View:
        """Where the app of a community is, or why it is not there."""
        status = fleet_status(self.running.means.store, self.target.port, name).communities
        if status and status[0].digest:
            return View(url=Addresses(self.target.port).origins(name)[0])
        ready = roll_up(status[0].conditions) if status else None
        return View(reason=ready.message if ready else "")


@contextmanager
def staged(tree: Tree, revision: str, state: Path, port: int, page: str) -> Iterator[Stage]:
    """Serve the communities of `tree` on `port` (0 for a free one) for as long as the block lasts."""
    make_folders(state)
    with following(FixedSource(tree, revision), state) as running:
        running.means.store.set_note(DEMO, True)
        mark_preview(running.means.store, page)
        with local_target(state, running, port) as target:
            running.thread.start()
            yield Stage(running, target)
            running.end()
    socket = admin_socket(state)
    if not socket.is_relative_to(state.resolve()):
        rmtree(socket.parent)  # it lies elsewhere where the state's own path is too long for one
