"""One capability from the needs that ask for it to the proof that it works here, told to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from koban.capability.accounts.roadmap import account_roadmap
from koban.capability.accounts.words import LEVELS
from koban.capability.level import Held, level_held, missing_components
from koban.capability.need import CRITERIA, score_need
from koban.host.capability.figures import level_chart
from koban.host.capability.view import View
from koban.host.capability.words import (
    components,
    criteria,
    horizons,
    level_words,
    measure_kinds,
    reasons_for_less,
    states,
)
from koban.model.community import Need
from koban.web.charts.chart import Chart
from koban.web.charts.levels import LevelRow


@dataclass(frozen=True, slots=True)
class Asking:
    """A need that asks for it, with what each body says of the need, side by side."""

    statement: Markup
    when: str
    wanted: str
    by: str
    bodies: list[str]
    rows: list[tuple[str, list[str]]]
    score: str
    spread: str
    sources: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The level held, and how it came about."""

    chart: Chart
    rows: list[tuple[str, str]]
    because: list[str]
    assessed: bool
    proof: list[tuple[Markup, str]]
    ladder: list[tuple[str, Markup]]


@dataclass(frozen=True, slots=True)
class Doing:
    """A measure that brings something of it."""

    title: str
    kind: str
    state: tuple[str, str]
    owner: str
    until: str
    stop_if: str
    trial: bool


def asking_for(view: View, name: str) -> list[Asking]:
    """The needs behind it, as the manifest lists them."""
    needs = view.visit.community.spec.needs.values()
    return [_asking(view, need, need.asks_for[name]) for need in needs if name in need.asks_for]


def _asking(view: View, need: Need, wanted: int) -> Asking:
    visit, score, said = view.visit, score_need(need), criteria(view.visit)
    rows = [
        (said[one], [_rating(view, getattr(ratings, one)) for ratings in need.rated.values()])
        for one in CRITERIA
        if one in score.means
    ]
    return Asking(
        visit.passage(need.statement),
        horizons(visit)[need.horizon],
        level_words(visit, wanted),
        visit.short_date(need.by) if need.by else "",
        [view.who(body) for body in need.rated],
        rows,
        "" if score.score is None else visit.number(round(score.score)),
        visit.number(round(score.spread)) if len(score.by_body) > 1 else "",
        visit.listed([view.who(source) for source in need.sources]),
    )


def _rating(view: View, value: int | None) -> str:
    return view.visit._("not rated") if value is None else view.visit.number(value)


def standing_of(view: View, name: str) -> Standing:
    """The level that counts today beside what was declared, what a panel says and what is wanted."""
    visit, entry = view.visit, view.picture.capability(name)
    assessment, gap = view.picture.spec.capabilities.get(name), view.gaps.get(name)
    held = level_held(assessment, entry, view.today)
    anchors = entry.get("levels") or {}
    return Standing(
        level_chart(view, [LevelRow(view.title(name), held.level, gap.wanted if gap else None)]),
        _levels(
            view,
            held,
            assessment.panel.by if assessment and assessment.panel else "",
            gap.wanted if gap else None,
        ),
        [reasons_for_less(visit)[one] for one in held.because],
        assessment is not None,
        [(visit.passage(one.title), visit.short_date(one.date)) for one in assessment.proof]
        if assessment
        else [],
        [
            (level_words(visit, step), visit.passage(anchors[word]))
            for step, (word, _) in enumerate(LEVELS)
            if word in anchors
        ],
    )


def _levels(view: View, held: Held, panel: str, wanted: int | None) -> list[tuple[str, str]]:
    visit, _ = view.visit, view.visit._
    said = _("no panel was asked") if held.panel is None else level_words(visit, held.panel)
    return [
        (_("What the unit says of itself"), level_words(visit, held.declared)),
        (f"{_('What a panel says')} ({view.who(panel)})" if panel else _("What a panel says"), said),
        (_("What counts"), level_words(visit, held.level)),
        (_("Wanted"), _("unknown") if wanted is None else level_words(visit, wanted)),
    ]


def missing_of(view: View, name: str) -> list[tuple[str, list[Markup]]]:
    """(kind, components that are not there yet); nothing where nothing is asked for or all is there."""
    gap, entry = view.gaps.get(name), view.picture.capability(name)
    if gap is None or not gap.gap:
        return []
    absent = missing_components(view.picture.spec.capabilities.get(name), entry)
    said = components(view.visit)
    return [
        (
            said[kind],
            [view.visit.passage(entry.get(kind, {}).get(one) or {"": one}) for one in names],
        )
        for kind, names in absent.items()
        if names
    ]


def doing_for(view: View, name: str) -> list[Doing]:
    """The community's measures for it, in the order of the roadmap."""
    visit, kinds, said = view.visit, measure_kinds(view.visit), states(view.visit)
    items = account_roadmap(visit.community.name, view.picture, view.today, view.voice).items
    return [
        Doing(
            one.title,
            kinds[one.kind],
            said[one.state],
            one.owner_title if one.owner else visit._("nobody"),
            visit.short_date(one.end) if one.end else visit._("no day set"),
            one.stop_if or "",
            one.trial is not None,
        )
        for one in items
        if name in one.gives
    ]
