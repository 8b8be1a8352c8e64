"""What is true of every chart: well-formed, named, without styles or scripts, mirrored where lines begin at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from drawn import SVG, number, read, words

from koban.texts.languages import Direction
from koban.web.charts.canvas import WIDTH
from koban.web.charts.chart import Chart
from koban.web.charts.distribution import DistributionRow, draw_distribution
from koban.web.charts.levels import LevelRow, draw_levels
from koban.web.charts.priority import PriorityRow, draw_priorities
from koban.web.charts.series import Point, SeriesWords, draw_series
from koban.web.charts.steadiness import SteadyRow, draw_steadiness
from koban.web.charts.timeline import TimelineRow, draw_timeline

HOSTILE = "</text><script>alert(1)</script> & \"quoted\" 'so'"
DAY = date(2026, 11, 27)
Draw = Callable[[str, Direction], Chart]
CHARTS: dict[str, Draw] = {
    "levels": lambda label, way: draw_levels([LevelRow(label, 1, 3)], direction=way),
    "priority": lambda label, way: draw_priorities([PriorityRow(label, 40)], direction=way),
    "steadiness": lambda label, way: draw_steadiness([SteadyRow(label, 3, 10)], direction=way),
    "distribution": lambda label, way: draw_distribution(
        [DistributionRow(label, (1, 2, 0, 0, 1))], direction=way
    ),
    "series": lambda label, way: draw_series([Point(DAY, 4.0, 3.0, 5.0)], SeriesWords(label), direction=way),
    "timeline": lambda label, way: draw_timeline(
        [TimelineRow(label, DAY, date(2027, 3, 1), "planned")], DAY, direction=way
    ),
}
each = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


@each
def test_it_has_a_name_and_tells_what_it_shows(draw: Draw) -> None:
    chart = draw("A label", "ltr")
    tree = read(chart)
    assert tree.get("role") == "img"
    assert tree[0].tag == f"{SVG}title"
    assert tree[0].text == chart.title
    assert tree[1].tag == f"{SVG}desc"
    assert len(tree[1].text or "") > 20
    assert all(len(row) == len(chart.columns) for row in chart.rows)
    assert chart.rows


@each
def test_words_are_escaped(draw: Draw) -> None:
    chart = draw(HOSTILE, "ltr")
    assert "<script" not in chart.svg
    assert not list(read(chart).iter(f"{SVG}script"))
    assert HOSTILE in [chart.title, *(cell for row in chart.rows for cell in row)]


@each
def test_nothing_in_it_needs_a_looser_content_policy(draw: Draw) -> None:
    names = {name for one in read(draw("A label", "ltr")).iter() for name in one.attrib}
    assert not {name for name in names if name in {"style", "href"} or name.startswith("on")}


@each
def test_it_is_mirrored_where_lines_begin_at_the_right(draw: Draw) -> None:
    left, right = read(draw("A label", "ltr")), read(draw("A label", "rtl"))
    for one, other in zip(left.iter(), right.iter(), strict=True):
        match one.tag.removeprefix(SVG):
            case "rect":
                assert number(other, "x") == pytest.approx(
                    WIDTH - number(one, "x") - number(one, "width"), abs=0.03
                )
            case "circle":
                assert number(other, "cx") == pytest.approx(WIDTH - number(one, "cx"))
            case "text":
                assert number(other, "x") == pytest.approx(WIDTH - number(one, "x"))
                pair = (one.get("text-anchor"), other.get("text-anchor"))
                assert pair in {("start", "end"), ("end", "start"), ("middle", "middle")}


@each
def test_everything_lies_on_the_paper(draw: Draw) -> None:
    tree = read(draw("A label that is rather long, " * 8, "ltr"))
    _, _, wide, high = map(float, tree.get("viewBox", "").split())
    for one in tree.iter(f"{SVG}rect"):
        assert number(one, "x") >= 0
        assert number(one, "x") + number(one, "width") <= wide + 0.01
        assert 0 <= number(one, "y") <= number(one, "y") + number(one, "height") <= high
    for one in tree.iter(f"{SVG}text"):
        assert 0 < number(one, "y") <= high


def test_a_long_label_takes_several_lines_and_ends() -> None:
    lines = words(draw_priorities([PriorityRow("many words " * 60, 5)]))[:-1]
    assert len(lines) == 3
    assert lines[-1].endswith("…")
