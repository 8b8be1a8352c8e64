"""What people would notice, in words and field by field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koban.api import Config, Feature
from koban.model.bundle import Bundle, canonical
from koban.model.plan import Action
from koban.plan.difference import differences
from koban.plan.planner import plan_changes
from koban.plugin.registry import Contributed, Registry

from .conftest import WHOLE


def test_nothing_differs(bundle):
    assert plan_changes(bundle(), bundle()) is None
    assert plan_changes(None, None) is None


def test_a_new_community_is_created(bundle):
    change = plan_changes(None, bundle())
    assert (change.community, change.action) == ("zoutkade", Action.CREATE)
    assert change.summary == '"Zoutkade" goes live in nl with "report", "news"'
    assert all(field.before is None for field in change.fields)


def test_one_that_is_gone_is_deleted(bundle):
    change = plan_changes(bundle(), None)
    assert (change.community, change.action) == ("zoutkade", Action.DELETE)
    assert "archived" in change.summary


NEWS = {"uses": "news", "plugin": "koban-engage", "config": {}}
SENTENCES = {
    "title": ({"spec.title.nl": "Kade"}, "title.nl", 'the title changes from "Zoutkade" to "Kade"'),
    "colour": (
        {"spec.app.colour": "#445566"},
        "app.colour",
        'the colour changes from "#112233" to "#445566"',
    ),
    "hours": (
        {"spec.unit.staffedHours": "Mo 09:00-10:00"},
        "unit.staffedHours",
        'when the unit is staffed changes from "Mo-Fr 09:00-17:00" to "Mo 09:00-10:00"',
    ),
    "phone goes": (
        {"spec.unit.phone": None},
        "unit.phone",
        'the unit\'s phone number is removed, it was "+32 1"',
    ),
    "feature on": ({"features.officers": NEWS}, "features.officers", '"officers" is switched on'),
    "feature off": (
        {"features.news": None},
        "features.news",
        '"news" is switched off; what it holds is kept',
    ),
    "category added": (
        {"features.report.config.categories.light": {"label": {"nl": "Licht"}}},
        "features.report.with.categories.light",
        '"Licht" is added to the categories of "report"',
    ),
    "category removed": (
        {"features.report.config.categories.waste": None},
        "features.report.with.categories.waste",
        '"Afval" is removed from the categories of "report"',
    ),
    "setting": (
        {"features.report.config.categories.noise.n": 2},
        "features.report.with.categories.noise.n",
        'categories noise.n of "report" changes from "1" to "2"',
    ),
    "language": ({"languages": ["nl", "fr"]}, "languages", "fr is offered as well"),
    "connector off": (
        {"connectors.bus": None},
        "connectors.bus",
        'outside data "bus" is no longer brought in',
    ),
    "connector's rhythm": (
        {"connectors.bus.every": "1h"},
        "connectors.bus.every",
        'how often "bus" is fetched changes from "15m" to "1h"',
    ),
    "icon's picture": ({"files": {"icon.svg": "bb"}}, "files.icon.svg", "the file icon.svg changes"),
    "emergency": (
        {"force.emergency.call": "911"},
        "force.emergency.call",
        'the emergency number changes from "112" to "911"',
    ),
    "retention": (
        {"force.purposes.response.retention": "90d"},
        "force.purposes.response.retention",
        'how long data for "response" is kept changes from "180d" to "90d"',
    ),
    "something without words of its own": (
        {"force.country": "NL"},
        "force.country",
        'force.country changes from "BE" to "NL"',
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_change_has_a_path_and_words(bundle, name):
    changes, path, words = SENTENCES[name]
    change = plan_changes(bundle(), bundle(**changes))
    assert change.action is Action.UPDATE
    assert [field.path for field in change.fields] == [path]
    assert change.summary == words


def test_the_order_of_categories_is_a_change(bundle):
    categories = WHOLE["features"]["report"]["config"]["categories"]
    turned = dict(reversed(categories.items()))
    change = plan_changes(bundle(), bundle(**{"features.report.config.categories": turned}))
    assert [field.path for field in change.fields] == ["features.report.with.categories"]
    assert change.fields[0].after == ["waste", "noise"]
    assert "the order of categories" in change.summary


def test_many_changes_are_counted(bundle):
    many = {
        f"features.report.config.categories.c{number}": {"label": {"nl": f"C{number}"}}
        for number in range(20)
    }
    change = plan_changes(bundle(), bundle(**many))
    assert len(change.fields) == 20
    assert change.summary.endswith("and 8 more")


class Settings(Config):
    categories: dict[str, dict] = {}


class Telling(Feature):
    name = "report"
    title = {"en": "Report"}
    Config = Settings

    def describe_change(self, before, after, language):
        return f"{len(before.categories)} became {len(after.categories)}"


def test_a_feature_tells_of_its_settings_itself(bundle):
    registry = Registry(features={"report": Contributed("x", "1", Telling())})
    after = bundle(**{"features.report.config.categories.waste": None, "spec.title.nl": "Kade"})
    change = plan_changes(bundle(), after, registry)
    assert change.summary == '2 became 1; the title changes from "Zoutkade" to "Kade"'
    assert len(change.fields) == 2


def test_settings_that_the_feature_no_longer_takes_are_told_in_our_words(bundle):
    registry = Registry(features={"report": Contributed("x", "1", Telling())})
    before = bundle(**{"features.report.config": {"old": 1}})
    assert '"report"' in plan_changes(before, bundle(), registry).summary


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(before=JSON, after=JSON)
def test_there_is_a_difference_exactly_if_the_bytes_differ(before, after):
    assert bool(list(differences(before, after))) == (canonical(before) != canonical(after))


@settings(max_examples=60, deadline=None)
@given(
    config=st.dictionaries(st.sampled_from("abc"), JSON, max_size=3),
    title=st.text(min_size=1, max_size=5).filter(str.strip),
)
def test_a_plan_is_empty_exactly_if_the_bundles_are_the_same(config, title):
    one = Bundle.model_validate(WHOLE)
    other = Bundle.model_validate(
        {
            **WHOLE,
            "spec": {**WHOLE["spec"], "title": {"nl": title}},
            "features": {"report": {"uses": "report", "plugin": "x", "config": config}},
        }
    )
    change = plan_changes(one, other)
    assert change is not None
    assert change.summary
    assert plan_changes(other, other) is None
