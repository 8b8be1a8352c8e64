"""How long a post stands empty."""

from datetime import timedelta

import pytest

from koban_policies.hours import longest_empty


@pytest.mark.parametrize(
    ("hours", "longest"),
    [
        ("24/7", timedelta()),
        ("Mo-Su 08:00-20:00", timedelta(hours=12)),
        ("Mo-Fr 08:00-16:00; PH off", timedelta(hours=64)),
        ("Tu 10:00-12:00", timedelta(days=6, hours=22)),
        ("Th-Sa 16:00-02:00", timedelta(days=4, hours=14)),
        ("May-Sep 09:00-19:00", timedelta(days=213, hours=14)),
        ("off", None),
    ],
)
def test_the_longest_empty_time(hours, longest):
    assert longest_empty(hours) == longest
