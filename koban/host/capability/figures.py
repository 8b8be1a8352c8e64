"""The charts of capabilities, written in the visitor's language and direction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from koban.capability.gap import Gap
from koban.host.capability.view import View
from koban.host.capability.words import states
from koban.model.gap_output import OptionEntry, RoadmapEntry
from koban.model.indicator import Point
from koban.web.charts.chart import Chart
from koban.web.charts.levels import LevelRow, LevelWords, draw_levels
from koban.web.charts.priority import PriorityRow, PriorityWords, draw_priorities
from koban.web.charts.series import Point as Dot
from koban.web.charts.series import SeriesWords, draw_series
from koban.web.charts.steadiness import SteadyRow, SteadyWords, draw_steadiness
from koban.web.charts.timeline import TimelineRow, TimelineWords, draw_timeline
from koban.web.visit import Visit


def level_chart(view: View, rows: Sequence[LevelRow]) -> Chart:
    """Level held and wanted."""
    _ = view.visit._
    words = LevelWords(
        title=_("Level held and level wanted"),
        told=_("Four steps: filled up to the level held, dashed up to the level wanted."),
        capability=_("Capability"),
        held=_("Held"),
        wanted=_("Wanted"),
        of=_("{held} of {wanted}"),
    )
    return draw_levels(rows, words, view.visit.direction)


def priority_chart(view: View, gaps: Iterable[Gap]) -> Chart:
    """Open gaps by priority."""
    visit, _ = view.visit, view.visit._
    words = PriorityWords(
        title=_("Gaps by priority"),
        told=_("A bar from 0 to 100 for each gap, the most pressing first."),
        capability=_("Capability"),
        priority=_("Priority"),
        unknown=_("not rated"),
    )
    rows = [PriorityRow(view.title(one.capability), one.priority if one.rated else None) for one in gaps]
    return draw_priorities(rows, words, visit.direction, lambda value: visit.number(round(value, 1)))


def roadmap_chart(view: View, items: Iterable[RoadmapEntry]) -> Chart:
    """When measures begin and work."""
    visit, _, said = view.visit, view.visit._, states(view.visit)
    words = TimelineWords(
        title=_("Roadmap"),
        told=_("A bar from beginning to end for each measure, and a line at today."),
        measure=_("Measure"),
        start=_("Begins"),
        end=_("Works by"),
        state=_("State"),
        today=_("today"),
        undated=_("no day set"),
        clash=_("days clash"),
    )
    rows = [TimelineRow(one.title, one.start, one.end, said[one.state][0], one.clash) for one in items]
    return draw_timeline(rows, view.today, words, visit.direction, visit.short_date)


def steady_chart(view: View, options: Iterable[OptionEntry]) -> Chart:
    """How steady the first five are."""
    _ = view.visit._
    words = SteadyWords(
        title=_("How steady the ranking is"),
        told=_("A square for each change of a weight: full where the measure stays among the first five."),
        measure=_("Measure"),
        times=_("Stays"),
        of=_("Changes tried"),
        share=_("{times} of {of}"),
    )
    rows = [SteadyRow(one.title, one.steady.times, one.steady.of) for one in options if one.steady]
    return draw_steadiness(rows, words, view.visit.direction)


def series_chart(visit: Visit, title: str, points: Sequence[Point], aim: float | None) -> Chart:
    """An indicator over time; its table says how many cases each value speaks of."""
    _ = visit._
    words = SeriesWords(
        title=title,
        told=_("Values over time, with a bar from the lower to the upper bound of each estimate."),
        day=_("Until"),
        value=_("Value"),
        low=_("Lower bound"),
        high=_("Upper bound"),
        aim=_("promised"),
    )
    dots = [Dot(_day(visit, one), one.value, one.low, one.high) for one in points]
    chart = draw_series(dots, words, aim, visit.direction, visit.short_date, visit.number)
    cases = [one.n for one in sorted(points, key=lambda one: _day(visit, one))]
    rows = tuple((*row, n) for row, n in zip(chart.rows, cases, strict=True))
    return replace(chart, columns=(*chart.columns, _("Cases")), rows=rows)


def _day(visit: Visit, point: Point) -> date:
    return point.until.astimezone(visit.community.time_zone).date()
