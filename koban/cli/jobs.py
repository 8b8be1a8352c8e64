"""`koban jobs`: the process that runs connectors, retention and what else is done without being asked for."""

from __future__ import annotations

import signal
from contextlib import closing
from pathlib import Path

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.store_url import own_state, store_option
from koban.jobs.means import Means
from koban.jobs.service import Service
from koban.model.clock import SystemClock
from koban.plugin.manager import load_registry
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.web.log import json_log, place_of
from koban.web.preview import reachable


@click.command(help="Run connectors on their schedules, retention and made-up records until stopped.")
@store_option
@pass_context
def command(context: Context, store: Path | None) -> Exit:
    """Work from the store alone; SIGTERM and SIGINT end it cleanly."""
    json_log()
    folder, clock = store or own_state(context), SystemClock()
    with closing(ControlStore.open(folder, clock)) as control, closing(DataStores(folder, clock)) as stores:
        means = Means(control, stores, load_registry(), clock, reachable(control))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: means.stopping.set())
        try:
            Service(means).run()
        except Exception as error:  # told as a line of JSON, then as any bug is
            means.log.error("jobs-crashed", why=place_of(error))  # noqa: TRY400 - a traceback may quote what people wrote
            raise
    return Exit.FINE
