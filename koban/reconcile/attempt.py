"""Runs one look so that its failure stays its own: it is logged, recorded, and tried again later and later."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from koban.model.backoff import backoff
from koban.reconcile.look import Outcome
from koban.reconcile.means import Means
from koban.reconcile.record import failing
from koban.store.errors import StaleFenceError
from koban.store.fleet.rows import CommunityRow

BASE = timedelta(milliseconds=750)
MOST = timedelta(minutes=5)

log = structlog.get_logger(__name__)


Find = Callable[[], CommunityRow | None]
"""Gives the row of the community as it is now: its name may be another than that of its folder."""


def attempt(name: str, find: Find, act: Callable[[], Outcome], means: Means) -> Outcome:
    """The outcome of `act`, or of its failure. Raises StaleFenceError alone: then another process acts."""
    try:
        outcome = act()
        _clear(find, means)
    except StaleFenceError:
        raise
    except Exception as error:  # one community's failure, ours or a plugin's, never stops the others
        log.exception("a look failed", community=name)
        return Outcome(settled=True, again=_put_off(name, find, error, means))
    return outcome


def due(row: CommunityRow | None, revision: str | None, means: Means) -> datetime | None:
    """When a community that failed before is to be tried again, or None if at once: it never failed, or Git says more."""
    retry = means.store.retry(row.uid) if row else None
    if row is None or retry is None or row.attempted_revision != revision:
        return None
    return retry[1]


def _clear(find: Find, means: Means) -> None:
    row = find()
    if row is not None and row.state == "active" and means.store.retry(row.uid) is not None:
        means.store.set_retry(row.uid, 0, None)


def _put_off(name: str, find: Find, error: Exception, means: Means) -> datetime:
    try:
        row = find()
        attempts = 1 + ((means.store.retry(row.uid) or (0, None))[0] if row else 0)
        at = means.clock.now() + _pause(attempts)
        if row is not None:
            means.store.set_retry(row.uid, attempts, at)
            means.store.set_conditions(row.uid, failing(f"{type(error).__name__}: {error}"))
    except StaleFenceError:
        raise
    except Exception:  # the store itself fails: nothing can be written down, but it can be tried again
        log.exception("a failure could not be recorded", community=name)
        return means.clock.now() + _pause(3)
    return at


def _pause(attempts: int) -> timedelta:
    return backoff(attempts, random.random(), base=BASE, most=MOST)  # noqa: S311 - spreads load, hides nothing
