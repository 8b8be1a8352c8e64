"""The numbers in the table are those that are drawn."""

from __future__ import annotations

from datetime import date

import pytest
from drawn import number, shapes, words

from koban.web.charts.distribution import HIGH, DistributionRow, draw_distribution
from koban.web.charts.levels import LevelRow, draw_levels
from koban.web.charts.priority import BAR, PriorityRow, draw_priorities
from koban.web.charts.scale import ticks
from koban.web.charts.series import Point, SeriesWords, draw_series
from koban.web.charts.steadiness import SteadyRow, draw_steadiness
from koban.web.charts.timeline import TimelineRow, draw_timeline

DAY = date(2026, 11, 27)


def test_steps_are_full_up_to_the_level_held_and_dashed_up_to_the_wanted_one() -> None:
    for held, wanted in [(0, 4), (1, 3), (3, 2), (4, 4), (2, None)]:
        chart = draw_levels([LevelRow("One", held, wanted)])
        # One of each is in the key.
        assert len(shapes(chart, "bar")) - 1 == held
        assert len(shapes(chart, "wanted")) - 1 == max(0, (wanted or 0) - held)
        assert len(shapes(chart, "track")) == 4 - max(held, wanted or 0)
        assert chart.rows == (("One", held, wanted),)
        assert (f"{held} of {wanted}" if wanted is not None else str(held)) in words(chart)


def test_a_bar_is_as_long_as_its_priority() -> None:
    chart = draw_priorities([PriorityRow("a", 62.4), PriorityRow("b", 3.0), PriorityRow("c", None)])
    drawn = [number(one, "width") / BAR * 100 for one in shapes(chart, "bar")]
    assert drawn == pytest.approx([row[1] for row in chart.rows[:2]], abs=0.01)
    assert chart.rows[2] == ("c", None)
    assert {"62.4", "3.0", "not rated"} <= set(words(chart))


def test_a_full_square_for_each_time_a_measure_stays() -> None:
    chart = draw_steadiness([SteadyRow("a", 7, 10)])
    assert (len(shapes(chart, "bar")), len(shapes(chart, "open"))) == (7, 3)
    assert chart.rows == (("a", 7, 10),)


def test_columns_are_as_high_as_the_share_of_communities() -> None:
    chart = draw_distribution([DistributionRow("a", (3, 0, 1, 0, 0))])
    shares = [number(one, "height") / HIGH for one in shapes(chart, "bar")]
    assert shares == pytest.approx([0.75, 0.25])
    assert chart.rows == (("a", 3, 0, 1, 0, 0),)
    assert chart.columns[1:] == ("Level 0", "Level 1", "Level 2", "Level 3", "Level 4")


def test_points_and_intervals_stand_at_their_values() -> None:
    points = [
        Point(date(2026, 7, 1), 6.0, 5.0, 6.5),
        Point(date(2026, 1, 1), 4.0),
        Point(date(2026, 4, 1), 5.0),
    ]
    chart = draw_series(points, SeriesWords("Trust"), aim=7.0)
    assert chart.rows == (
        ("2026-01-01", 4.0, None, None),
        ("2026-04-01", 5.0, None, None),
        ("2026-07-01", 6.0, 5.0, 6.5),
    )
    heights = [number(one, "cy") for one in shapes(chart, "dot")]
    unit = heights[0] - heights[1]
    assert unit > 0
    assert heights[1] - heights[2] == pytest.approx(unit, abs=0.02)
    (interval,) = shapes(chart, "range")
    assert number(interval, "height") == pytest.approx(1.5 * unit, abs=0.02)
    assert number(interval, "y") == pytest.approx(heights[2] - 0.5 * unit, abs=0.02)
    (aim,) = shapes(chart, "aim")
    assert number(aim, "y1") == pytest.approx(heights[2] - unit, abs=0.02)
    assert "aim 7" in words(chart)


def test_a_series_without_a_value_says_so_by_its_empty_table() -> None:
    assert draw_series([], SeriesWords("Trust")).rows == ()


def test_bars_run_from_beginning_to_end() -> None:
    rows = [
        TimelineRow("a", date(2027, 1, 1), date(2027, 3, 2), "planned"),
        TimelineRow("b", date(2027, 1, 1), date(2027, 5, 1), "planned", clash=True),
        TimelineRow("c", None, date(2027, 2, 1), "planned"),
        TimelineRow("d", None, None, "undated"),
    ]
    chart = draw_timeline(rows, DAY)
    (bar,), (clash,), (mark,) = shapes(chart, "bar"), shapes(chart, "clash"), shapes(chart, "mark")
    assert number(clash, "width") / number(bar, "width") == pytest.approx(120 / 60, abs=0.01)
    assert number(bar, "x") == number(clash, "x")
    middle = float((mark.get("points") or "").split(",", maxsplit=1)[0])
    assert (middle - number(bar, "x")) / number(bar, "width") == pytest.approx(31 / 60, abs=0.01)
    assert {"no day set", "days clash", "today"} <= set(words(chart))
    assert chart.rows[1] == ("b", "2027-01-01", "2027-05-01", "planned; days clash")
    assert chart.rows[3] == ("d", None, None, "undated")


def test_a_timeline_of_nothing_has_today() -> None:
    assert "today" in words(draw_timeline([], DAY))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 25, 50, 75, 100]),
        (3.7, 6.7, [3, 4, 5, 6, 7]),
        (-0.2, 0.1, [-0.2, -0.1, 0, 0.1]),
        (5, 5, [4, 4.5, 5, 5.5, 6]),
    ],
)
def test_ticks_are_round_and_reach_around(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(expected)
