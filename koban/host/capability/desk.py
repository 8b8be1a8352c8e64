"""The desk's page of the whole picture: gaps, levels, roadmap, how steady it all is, and what measures lack."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from koban.capability.accounts.options import account_options
from koban.capability.accounts.roadmap import account_roadmap
from koban.capability.gap import Gap
from koban.host.capability.figures import level_chart, priority_chart, roadmap_chart, steady_chart
from koban.host.capability.story import missing_of
from koban.host.capability.view import View
from koban.host.capability.words import lacking, measure_kinds, reasons_for_less, states
from koban.model.gap_output import OptionsOutput, RoadmapOutput
from koban.web.charts.levels import LevelRow
from koban.web.drift import told_drifts
from koban.web.visit import Here

router = APIRouter()


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap as the tables tell it."""

    name: str
    title: str
    held: str
    wanted: str
    declared: str
    panel: str
    because: list[str]
    priority: str
    needs: list[str]
    missing: list[tuple[str, list[Markup]]]
    open: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A measure on the roadmap."""

    title: str
    kind: str
    owner: str
    start: str
    end: str
    state: tuple[str, str]
    clash: bool


@router.get("/capabilities")
def capabilities(visit: Here) -> Response:
    """What this unit can do and what is asked of it, for everybody who works here."""
    if visit.officer is None:
        return RedirectResponse("/sign-in", 303)
    if not visit.officer.works_here:
        return visit.render("no-permission.html", 403)
    view = View(visit)
    known = (visit.community.name, view.picture, view.today, view.voice)
    options, roadmap = account_options(*known), account_roadmap(*known)
    gaps = list(view.gaps.values())
    open_ = [one for one in gaps if one.gap]
    levels = [LevelRow(view.title(one.capability), one.held.level, one.wanted) for one in gaps]
    return visit.render(
        "capabilities.html",
        drifted=told_drifts(visit),
        rows=[_row(view, one) for one in gaps],
        priorities=priority_chart(view, open_) if open_ else None,
        levels=level_chart(view, levels) if gaps else None,
        roadmap=roadmap_chart(view, roadmap.items) if roadmap.items else None,
        items=_items(view, roadmap),
        steady=steady_chart(view, options.options) if any(one.steady for one in options.options) else None,
        lacks=_lacks(view, options),
        retired=[
            (name, view.title(name), visit.passage(why)) for name, why in view.picture.known.retired.items()
        ],
    )


def _row(view: View, gap: Gap) -> GapRow:
    visit, spec = view.visit, view.visit.community.spec
    unknown = visit._("not rated")
    return GapRow(
        gap.capability,
        view.title(gap.capability),
        visit.number(gap.held.level),
        visit.number(gap.wanted),
        visit.number(gap.held.declared),
        unknown if gap.held.panel is None else visit.number(gap.held.panel),
        [reasons_for_less(visit)[one] for one in gap.held.because],
        visit.number(round(gap.priority, 1)) if gap.rated else unknown,
        [visit.say(spec.needs[need].statement) for need in gap.needs],
        missing_of(view, gap.capability),
        bool(gap.gap),
    )


def _items(view: View, roadmap: RoadmapOutput) -> list[ItemRow]:
    visit, kinds, said = view.visit, measure_kinds(view.visit), states(view.visit)
    unset = visit._("no day set")
    return [
        ItemRow(
            one.title,
            kinds[one.kind],
            one.owner_title if one.owner else visit._("nobody"),
            visit.short_date(one.start) if one.start else unset,
            visit.short_date(one.end) if one.end else unset,
            said[one.state],
            one.clash,
        )
        for one in roadmap.items
    ]


def _lacks(view: View, options: OptionsOutput) -> list[tuple[str, str]]:
    visit, said = view.visit, lacking(view.visit)
    return [
        (one.title, visit.listed([said[what] for what in one.lacks]))
        for one in options.options
        if one.lacks and not one.proposed and one.kind != "nothing"
    ]
