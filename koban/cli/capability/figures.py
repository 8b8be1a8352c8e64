"""The pictures of a community's report, drawn from what the commands tell; from left to right, as the report's English is read."""

from __future__ import annotations

from koban.cli.capability.document import Figure
from koban.model.gap_output import GapOutput, OptionsOutput, RoadmapOutput
from koban.web.charts.levels import LevelRow, draw_levels
from koban.web.charts.priority import PriorityRow, draw_priorities
from koban.web.charts.steadiness import SteadyRow, draw_steadiness
from koban.web.charts.timeline import TimelineRow, draw_timeline


def level_figure(found: GapOutput) -> Figure:
    """Level held and wanted."""
    rows = [LevelRow(one.title, one.level, one.wanted) for one in found.gaps]
    return Figure(draw_levels(rows), frozenset({1, 2}), table=False)


def priority_figure(found: GapOutput) -> Figure:
    """Open gaps by priority."""
    rows = [PriorityRow(one.title, one.priority if one.rated else None) for one in found.gaps if one.gap]
    return Figure(draw_priorities(rows), frozenset({1}), table=False)


def steady_figure(found: OptionsOutput) -> Figure:
    """How steady the first five are."""
    rows = [SteadyRow(one.title, one.steady.times, one.steady.of) for one in found.options if one.steady]
    return Figure(draw_steadiness(rows), frozenset({1, 2}))


def roadmap_figure(found: RoadmapOutput) -> Figure:
    """When measures begin and work."""
    rows = [TimelineRow(one.title, one.start, one.end, one.state, one.clash) for one in found.items]
    return Figure(draw_timeline(rows, found.day), frozenset({1, 2}), table=False)
