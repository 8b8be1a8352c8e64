"""When a job is due again. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from koban.model.backoff import backoff
from koban.model.cron import Cron
from koban.model.duration import seconds

SHORTEST = timedelta(seconds=10)
"""No connector runs more often, whatever its schedule says."""
_BASE = timedelta(seconds=30)
_MOST = timedelta(hours=6)


def after_success(now: datetime, every: str | None, cron: str | None, zone: tzinfo) -> datetime:
    """The next time of a schedule: a length of time, or a crontab line by the clocks of `zone`."""
    if cron is not None:
        at = Cron.parse(cron).after(now, zone)
        return max(at or now + _MOST, now + SHORTEST)
    return now + max(seconds(every or "1h"), SHORTEST)


def after_failure(now: datetime, failures: int, chance: float, wait: timedelta | None) -> datetime:
    """When to try again after the `failures`-th failure in a row; not before the other side's own `wait`."""
    return now + max(backoff(failures, chance, base=_BASE, most=_MOST), wait or timedelta())
