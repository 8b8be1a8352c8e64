"""Which roles have work at the desk."""

import pytest

from koban.web.officer import Officer


@pytest.mark.parametrize(
    ("roles", "works"),
    [({"officer"}, True), ({"unit-lead", "chief"}, True), ({"translator", "chief"}, False), (set(), False)],
)
def test_only_those_who_work_on_reports_enter_the_desk(roles, works) -> None:
    assert Officer("ada", "Ada", frozenset(), frozenset(roles)).works_here is works
