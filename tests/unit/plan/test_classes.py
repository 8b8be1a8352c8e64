"""The table of classes, row by row, and the laws that hold for any change."""

import pytest
from example_community import registry
from hypothesis import given, settings
from hypothesis import strategies as st

from koban.model.bundle import Bundle
from koban.model.plan import ChangeClass
from koban.plan.classes import TABLE, Sides, class_of, widest
from koban.plan.difference import Difference
from koban.plan.planner import plan_changes
from koban.plan.view import view

from .conftest import WHOLE

TEXT, OTHER = {"nl": "a"}, {"nl": "b"}
COSMETIC, SERVICE, DATA, DESTRUCTIVE = ChangeClass
ROWS = {
    "title": [("title.nl", "a", "b", COSMETIC)],
    "summary": [("summary", None, TEXT, COSMETIC)],
    "context": [("context.x.value", 1, 2, COSMETIC), ("context.story.x", None, {}, COSMETIC)],
    "app": [("app.colour", "a", "b", COSMETIC), ("app.navigation", ["a", "b"], ["b", "a"], COSMETIC)],
    "app.domains": [("app.domains", [], ["a.example"], SERVICE)],
    "known": [("known.capabilities.x", {}, None, COSMETIC)],
    "files.{file}": [("files.icon.svg", "1", "2", COSMETIC), ("files.other", "1", "2", SERVICE)],
    "name": [("name", "a", "b", SERVICE)],
    "languages": [("languages", ["nl"], ["nl", "fr"], SERVICE)],
    "declared": [("declared", ["nl"], ["nl", "fr"], SERVICE)],
    "theme": [("theme", None, "a", SERVICE)],
    "area": [("area.features", [], [{}], SERVICE)],
    "unit": [("unit.phone", "1", "2", SERVICE), ("unit", {}, None, SERVICE)],
    "needs": [("needs.x", {}, None, SERVICE)],
    "capabilities": [("capabilities.x.level", 1, 2, SERVICE)],
    "measures": [
        ("measures.x", None, {}, SERVICE),
        ("measures.x.gates.legalBasis", None, True, SERVICE),
        ("measures.x.result", None, {}, SERVICE),
    ],
    "framework": [
        ("framework.retire.x", None, TEXT, SERVICE),
        ("framework.capabilities.x", {}, None, SERVICE),
    ],
    "partners.{partner}.title": [("partners.x.title.nl", "a", "b", COSMETIC)],
    "partners": [("partners.x", None, {}, DATA), ("partners.x.receives", [], ["a"], DATA)],
    "decisions": [("decisions.x", {}, None, DATA), ("decisions.x.ends", [], ["y"], DATA)],
    "privacy": [("privacy.dpia", {}, None, DATA)],
    "channels": [("channels.email", None, {}, DATA)],
    "features.{feature}.with": [
        ("features.report.with.intro", None, TEXT, COSMETIC),
        ("features.report.with.categories.x", None, {}, DATA),
        ("features.report.with.categories.x", {}, None, DESTRUCTIVE),
        ("features.report.with.categories.x.label.nl", "a", "b", COSMETIC),
        ("features.report.with.categories.x.icon", None, "a", COSMETIC),
        ("features.report.with.categories.x.firstAnswer", "2wd", "5wd", SERVICE),
        ("features.report.with.categories.x.anonymous", "always", "allowed", DATA),
        ("features.report.with.categories.x.anonymous", "never", "allowed", SERVICE),
        ("features.report.with.categories.x.photo", False, True, DATA),
        ("features.report.with.categories.x.photo", True, False, SERVICE),
        ("features.report.with.categories.x.place", False, True, DATA),
        ("features.report.with.categories.x.kind", "tip", "report", DATA),
        ("features.report.with.categories.x.sensitive", True, False, SERVICE),
        ("features.report.with.categories.x.purpose", "long", "even-longer", DATA),
        ("features.report.with.categories.x.purpose", "long", "response", DESTRUCTIVE),
        ("features.report.with.categories.x.ask.q", None, {}, DATA),
        ("features.report.with.categories.x.ask.q", {}, None, DESTRUCTIVE),
        ("features.report.with.categories.x.ask.q.label.nl", "a", "b", DATA),
        ("features.report.with.categories.x.ask.q.hint", None, TEXT, COSMETIC),
        ("features.report.with.categories.x.ask.q.required", False, True, DATA),
        ("features.report.with.categories.x.ask.q.required", True, False, SERVICE),
        ("features.report.with.categories.x.ask.q.options.o", None, TEXT, DATA),
        ("features.report.with.categories.x.ask.q.options.o", TEXT, None, DESTRUCTIVE),
        ("features.report.with.unheard-of", 1, 2, SERVICE),
        ("features.unheard-of.with.x", 1, 2, SERVICE),
        ("features.news.with.intro.nl", "a", "b", COSMETIC),
        ("features.news.with.onHome", 1, 2, SERVICE),
    ],
    "features.{feature}.uses": [("features.report.uses", "a", "b", DESTRUCTIVE)],
    "features.{feature}.forms": [("features.report.forms.x", "1", "2", DATA)],
    "features.{feature}.movedFrom": [("features.report.movedFrom", None, "a", SERVICE)],
    "features.{feature}.plugin": [("features.report.plugin", "a", "b", SERVICE)],
    "features.{feature}": [
        ("features.report", None, {}, DATA),
        ("features.news", None, {}, SERVICE),
        ("features.unheard-of", None, {}, DATA),
        ("features.news", {}, None, DESTRUCTIVE),
        ("features.news.later", 1, None, SERVICE),
    ],
    "connectors.{connector}.with": [
        ("connectors.bus.with.label.nl", "a", "b", COSMETIC),
        ("connectors.bus.with.url", "a", "b", SERVICE),
    ],
    "connectors.{connector}.uses": [("connectors.bus.uses", "a", "b", DESTRUCTIVE)],
    "connectors.{connector}.plugin": [("connectors.bus.plugin", "a", "b", SERVICE)],
    "connectors.{connector}.every": [("connectors.bus.every", "1h", "2h", SERVICE)],
    "connectors.{connector}.cron": [("connectors.bus.cron", None, "a", SERVICE)],
    "connectors.{connector}.secrets": [("connectors.bus.secrets.x", None, {}, SERVICE)],
    "connectors.{connector}": [
        ("connectors.bus", None, {}, SERVICE),
        ("connectors.bus", {}, None, DESTRUCTIVE),
    ],
    "force.purposes.{purpose}.retention": [
        ("force.purposes.x.retention", "90d", "180d", DATA),
        ("force.purposes.x.retention", "180d", "90d", DESTRUCTIVE),
    ],
    "force.purposes.{purpose}": [
        ("force.purposes.x", None, {}, DATA),
        ("force.purposes.x", {}, None, DESTRUCTIVE),
        ("force.purposes.x.law", "gdpr", "led-be", DATA),
        ("force.purposes.x.readers", ["officer"], ["officer", "partner"], DATA),
    ],
    "force.controllers": [("force.controllers.x.contact", "a", "b", DATA)],
    "force.roles": [("force.roles.chief", ["local:a"], ["local:b"], DESTRUCTIVE)],
    "force.approvals": [("force.approvals.data", None, ["chief"], DESTRUCTIVE)],
    "force.limits": [("force.limits.a.*.b.max", 1, 2, DESTRUCTIVE)],
    "force.policies": [("force.policies.x.level", "error", "off", DESTRUCTIVE)],
    "force.name": [("force.name", "a", "b", DESTRUCTIVE)],
    "force.title": [("force.title.nl", "a", "b", COSMETIC)],
    "force": [("force.emergency.call", "1", "2", SERVICE), ("force.country", "BE", "NL", SERVICE)],
}
CASES = [(pattern, *case) for pattern, cases in ROWS.items() for case in cases]


def sides():
    whole = view(Bundle.model_validate(WHOLE))
    purposes = {"long": {"retention": "365d"}, "even-longer": {"retention": "366d"}}
    whole["force"]["purposes"] |= purposes
    whole["app"]["icon"] = "icon.svg"
    return Sides(whole, whole, registry())


def steps(path):
    """The path's keys; file names and limits hold dots of their own."""
    root, _, rest = path.partition(".")
    if root == "files":
        return (root, rest)
    if path.startswith("force.limits."):
        return ("force", "limits", path.removeprefix("force.limits.").removesuffix(".max"), "max")
    return tuple(path.split("."))


def test_every_row_has_its_test():
    assert [pattern for pattern, _ in TABLE if pattern not in ROWS] == []
    assert [pattern for pattern in ROWS if pattern not in dict(TABLE)] == []


@pytest.mark.parametrize(("pattern", "path", "before", "after", "wanted"), CASES)
def test_a_row_decides(pattern, path, before, after, wanted):
    assert class_of(Difference(steps(path), before, after), sides()) is wanted


def test_no_row_is_hidden_by_one_above_it():
    for pattern, path, before, after, _ in CASES:
        difference = Difference(steps(path), before, after)
        first = next(row for row, _ in TABLE if _fits(row, difference.steps))
        assert first == pattern, path


def _fits(row, at):
    parts = row.split(".")
    return len(parts) <= len(at) and all(
        part.startswith("{") or part == step for part, step in zip(parts, at, strict=False)
    )


def test_the_order_of_entries_is_cosmetic_wherever_it_is():
    turned = Difference(("features", "report", "with", "categories"), ["a", "b"], ["b", "a"], reordered=True)
    assert class_of(turned, sides()) is COSMETIC


def test_what_no_row_knows_is_a_matter_of_service():
    assert class_of(Difference(("later", "field"), 1, 2), sides()) is SERVICE


def test_without_plugins_what_comes_is_taken_to_collect():
    whole = view(Bundle.model_validate(WHOLE))
    alone = Sides(whole, whole)
    assert class_of(Difference(("features", "news"), None, {}), alone) is DATA
    assert class_of(Difference(("features", "news", "with", "intro"), None, TEXT), alone) is SERVICE


DIFFERENCES = st.lists(
    st.sampled_from([Difference(steps(path), before, after) for _, path, before, after, _ in CASES]),
    max_size=8,
)


@given(some=DIFFERENCES, more=DIFFERENCES)
def test_one_more_field_never_narrows_a_class(some, more):
    here = sides()
    alone = widest(class_of(one, here) for one in some)
    together = widest(class_of(one, here) for one in [*some, *more])
    assert together.width >= alone.width
    assert together in {alone, *(class_of(one, here) for one in more)}


EDITS = {
    "title": ("spec.title.nl", "Kade"),
    "phone": ("spec.unit.phone", "+32 2"),
    "news": ("features.news", None),
    "category": ("features.report.config.categories.x", {"label": {"nl": "X"}, "purpose": "response"}),
    "shorter": ("force.purposes.response.retention", "90d"),
    "longer": ("force.purposes.response.retention", "365d"),
    "approvals": ("force.approvals.data", ["chief"]),
    "colour": ("spec.app.colour", "#445566"),
}


@settings(max_examples=60, deadline=None)
@given(chosen=st.sets(st.sampled_from(sorted(EDITS))), one=st.sampled_from(sorted(EDITS)))
def test_the_class_of_a_change_is_the_widest_of_its_fields(make_bundle, chosen, one):
    before = make_bundle()
    change = plan_changes(before, make_bundle(**dict(EDITS[name] for name in sorted(chosen))), registry())
    assert (change is None) == (not chosen)
    if change is None:
        return
    alone = [
        plan_changes(before, make_bundle(**dict([EDITS[name]])), registry()).change_class for name in chosen
    ]
    if not {"shorter", "longer"} <= chosen:
        assert change.change_class is widest(alone)
    more = plan_changes(
        before, make_bundle(**dict(EDITS[name] for name in sorted({*chosen, one}))), registry()
    )
    if not {"shorter", "longer"} <= {*chosen, one}:
        assert more.change_class.width >= change.change_class.width
