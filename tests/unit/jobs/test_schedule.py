"""When jobs are due again."""

from datetime import UTC, datetime, timedelta

import pytest

from koban.jobs.schedule import after_failure, after_success

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "cron", "wait"),
    [
        ("15m", None, timedelta(minutes=15)),
        (None, None, timedelta(hours=1)),
        ("1s", None, timedelta(seconds=10)),
        (None, "0 12 * * *", timedelta(hours=3)),
    ],
)
def test_after_success(every, cron, wait):
    assert after_success(NOW, every, cron, UTC) - NOW == wait


def test_failures_wait_longer_and_longer_up_to_a_limit():
    waits = [after_failure(NOW, failures, 0.5, None) - NOW for failures in (1, 2, 3, 30)]
    assert waits == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2), timedelta(hours=6)]
