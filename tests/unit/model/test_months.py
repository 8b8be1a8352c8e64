"""Days that are whole months apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.model.months import months_before


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 10, 1), date(2025, 4, 1)),
        (date(2026, 8, 31), date(2025, 2, 28)),
        (date(2025, 8, 31), date(2024, 2, 29)),
        (date(2026, 6, 15), date(2024, 12, 15)),
        (date(2026, 1, 15), date(2024, 7, 15)),
    ],
)
def test_months_before(day, before):
    assert months_before(day, 18) == before


@given(st.dates(date(1950, 1, 1)))
def test_eighteen_months_are_about_548_days(day):
    assert 545 <= (day - months_before(day, 18)).days <= 551
