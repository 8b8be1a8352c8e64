"""What running services measure of a capability, as far as everybody may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from koban.capability.anonymity import FEWEST
from koban.host.capability.figures import series_chart
from koban.host.capability.view import View
from koban.model.indicator import Point
from koban.web.charts.chart import Chart

_MOST = 60
"""Points of one series, the newest: more are too many to read."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured, and what the capability names that nothing here measures."""

    charts: list[Chart]
    unmeasured: list[Markup]


def measured_of(view: View, name: str) -> Measured:
    """The series of the indicators that the capability `name` names, of functions that are on."""
    charts: list[Chart] = []
    unmeasured: list[Markup] = []
    for indicator, entry in view.picture.capability(name).get("indicators", {}).items():
        found = [
            series_chart(view.visit, _title(view, entry, instance), points, points[-1].bound)
            for instance, points in _public(view, indicator)
        ]
        charts += found
        if not found:
            unmeasured.append(view.visit.passage(entry["what"]))
    return Measured(charts, unmeasured)


def _public(view: View, indicator: str) -> list[tuple[str, Sequence[Point]]]:
    """(instance, points) of the whole community, each of enough cases that nobody can be told from it."""
    community = view.visit.community
    shown = {community.names.key(name): name for name in community.instances}
    points = view.visit.runtime.control.series.of(community.uid, indicator)
    fit = [one for one in points if one.instance in shown and not one.area and one.n >= FEWEST]
    return [(shown[key], list(group)[-_MOST:]) for key, group in groupby(fit, key=lambda one: one.instance)]


def _title(view: View, entry: dict[str, object], instance: str) -> str:
    visit = view.visit
    used = visit.community.instances[instance]
    own = getattr(used.config, "title", None) or used.feature.title
    what = view.voice(entry["what"])  # type: ignore[arg-type]
    unit = f" ({entry['unit']})" if entry["unit"] not in {"n", ""} else ""
    return f"{visit.say(own)}: {what}{unit}"
