"""What people would notice, in words and field by field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koban.api import Config, Feature
from koban.model.bundle import Bundle
from koban.model.plan import Action
from koban.plan.planner import MAX_SENTENCES, plan_changes
from koban.plugin.registry import Contributed, Registry

from .conftest import WHOLE
from .test_difference import JSON


def in_english(before, after, registry=None):
    return plan_changes(before, after, registry, language="en")


def test_nothing_differs(bundle):
    assert plan_changes(bundle(), bundle()) is None
    assert plan_changes(None, None) is None


def test_a_new_community_is_created(bundle):
    change = in_english(None, bundle())
    assert (change.community, change.action, change.change_class) == ("zoutkade", Action.CREATE, "data")
    assert change.summary == '"Zoutkade" goes live, in Dutch, with: "report" and "news"'
    assert all(field.before is None for field in change.fields)
    assert {"title", "languages", "unit", "features.report", "connectors.bus"} <= {
        field.path for field in change.fields
    }
    assert not any(field.path.startswith("force") for field in change.fields)


def test_a_new_community_without_functions(bundle):
    change = in_english(None, bundle(features={}, connectors={}))
    assert change.change_class == "service"
    assert change.summary == '"Zoutkade" goes live, in Dutch, still without functions'


def test_one_that_is_gone_is_deleted(bundle):
    change = in_english(bundle(), None)
    assert (change.community, change.action, change.change_class) == ("zoutkade", "delete", "destructive")
    assert "what people sent is kept in the archive until somebody erases it" in change.summary


def test_one_with_another_name_is_renamed(bundle):
    change = in_english(bundle(), bundle(**{"name": "kade", "spec.title.nl": "Kade"}))
    assert (change.community, change.action, change.change_class) == ("kade", Action.RENAME, "service")
    assert change.sentences == [
        'The address of the community is now "kade" instead of "zoutkade"; what people sent and their receipts come along, and the old address leads to the new one',
        'The title of the community is now "Kade" instead of "Zoutkade"',
    ]


def test_it_is_told_in_the_language_of_the_force(bundle):
    after = bundle(**{"spec.app.largeText": True})
    assert plan_changes(bundle(), after).summary == "Letters in de app zijn vanaf het begin groot"
    german = bundle(**{"force.language": "de", "spec.app.largeText": True})
    assert "Die Schrift in der App ist von Anfang an groß" in plan_changes(bundle(), german).sentences
    assert plan_changes(bundle(**{"force.language": "pl"}), None).summary.startswith("„Zoutkade” przestaje")


NEWS = {"uses": "news", "plugin": "koban-engage", "config": {}}
SENTENCES = {
    "colour": (
        {"spec.app.colour": "#445566"},
        "app.colour",
        "The app gets another main colour: #445566 instead of #112233",
    ),
    "feature on": (
        {"features.officers": NEWS},
        "features.officers",
        'A function comes into the app: "officers"',
    ),
    "feature off": (
        {"features.news": None},
        "features.news",
        'A function goes from the app: "news"; what people sent there is kept in the archive',
    ),
    "category removed": (
        {"features.report.config.categories.waste": None},
        "features.report.with.categories.waste",
        '"Afval" is no longer a kind of report; what people sent about it is kept',
    ),
    "setting": (
        {"features.report.config.categories.noise.n": 2},
        "features.report.with.categories.noise.n",
        '"report": the setting "categories › noise › n" is now 2 instead of 1',
    ),
    "language": ({"languages": ["nl", "fr"]}, "languages", "The app can now also be read in: French"),
    "connector off": ({"connectors.bus": None}, "connectors.bus", 'Outside data no longer comes in: "bus"'),
    "connector's rhythm": (
        {"connectors.bus.every": "1h"},
        "connectors.bus.every",
        'Outside data "bus" is fetched again after 1 hour instead of 15 minutes',
    ),
    "retention": (
        {"force.purposes.response.retention": "90d"},
        "force.purposes.response.retention",
        'Data for "Meldingen" is kept for 90 days instead of 180 days',
    ),
    "time zone": (
        {"force.time_zone": "Europe/Amsterdam"},
        "force.timeZone",
        'Hours and dates now follow the clock of "Europe/Amsterdam" instead of "Europe/Brussels"',
    ),
    "form without its settings": (
        {"features.report.forms": {"noise": "abc"}},
        "features.report.forms.noise",
        '"report" asks other questions',
    ),
    "former name without effect": (
        {"features.news.moved_from": "old-news"},
        "features.news.movedFrom",
        'The note of what "news" was called before changes; people notice nothing of it',
    ),
    "setting that nobody sees": (
        {"features.news.config": {"new": None}},
        "features.news.with.new",
        "Nothing that people would notice",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_change_has_a_path_and_words(bundle, name):
    changes, path, words = SENTENCES[name]
    change = in_english(bundle(), bundle(**changes))
    assert change.action is Action.UPDATE
    assert [field.path for field in change.fields] == [path]
    assert change.summary == words


def test_the_order_of_categories_is_a_change(bundle):
    categories = WHOLE["features"]["report"]["config"]["categories"]
    turned = dict(reversed(categories.items()))
    change = in_english(bundle(), bundle(**{"features.report.config.categories": turned}))
    assert [field.path for field in change.fields] == ["features.report.with.categories"]
    assert change.fields[0].after == ["waste", "noise"]
    assert (change.change_class, change.summary) == ("cosmetic", "The kinds of report stand in another order")


def test_many_changes_are_counted_and_the_widest_stand_first(bundle):
    many = {
        f"features.report.config.categories.c{number}": {"label": {"nl": f"C{number}"}}
        for number in range(20)
    }
    change = in_english(bundle(), bundle(**many, **{"force.roles.chief": ["local:me"]}))
    assert len(change.fields) == 21
    assert len(change.sentences) == 22
    assert change.summary.endswith(". and 10 more changes")
    assert change.summary.startswith('The role "chief of police" now also belongs to: "local:me"')
    assert change.summary.count('"C') == MAX_SENTENCES - 2


def test_what_follows_from_another_change_is_not_told_again(bundle):
    change = in_english(
        bundle(),
        bundle(
            **{
                "features.report.config.categories.noise.label.nl": "Herrie",
                "features.report.forms": {"noise": "abc"},
                "spec.theme": "youth",
                "known": {"theme": {"title": {"nl": "Jeugd"}}},
                "languages": ["nl", "fr"],
                "spec.languages": ["nl", "fr"],
            }
        ),
    )
    assert change.sentences == [
        'The subject of the community is now "Jeugd"',
        'The kind of report "Lawaai" is now called "Herrie"',
        "The app can now also be read in: French",
    ]
    assert [field.path for field in change.fields] == [
        "theme",
        "features.report.with.categories.noise.label.nl",
        "languages",
    ]


def test_a_function_with_another_name_is_one_sentence(bundle):
    report = WHOLE["features"]["report"]
    features = {"melden": {**report, "moved_from": "report"}, "news": WHOLE["features"]["news"]}
    before = bundle(**{"spec.app.navigation": ["report", "news"]})
    after = bundle(**{"features": features, "spec.app.navigation": ["melden", "news"]})
    change = in_english(before, after)
    assert (change.change_class, len(change.fields)) == ("service", 1)
    assert change.sentences == [
        '"report" is now called "melden" in the address of its pages; what people sent and their receipts come along'
    ]
    assert change.fields[0].path == "features.melden.movedFrom"


def test_a_former_name_that_is_still_there_moves_nothing(bundle):
    copied = {**WHOLE["features"]["report"], "moved_from": "report"}
    change = in_english(bundle(), bundle(**{"features.melden": copied}))
    assert [field.path for field in change.fields] == ["features.melden"]
    assert change.sentences == ['A function comes into the app: "melden"']


def test_a_former_name_moves_nothing_to_a_name_that_is_taken(bundle):
    news = {**WHOLE["features"]["news"], "moved_from": "report"}
    change = in_english(bundle(), bundle(features={"news": news}))
    assert change.change_class == "destructive"
    assert change.sentences[0].startswith('A function goes from the app: "report"')


def test_another_function_under_the_same_name_is_one_sentence(bundle):
    other = {"uses": "lost-found", "plugin": "other", "config": {"a": 1}}
    change = in_english(bundle(), bundle(**{"features.report": other}))
    assert change.change_class == "destructive"
    assert change.sentences == [
        '"report" is now another function, "lost-found" instead of "report"; what people sent there is kept in the archive'
    ]


class Settings(Config):
    categories: dict[str, dict] = {}


class Telling(Feature):
    name = "report"
    title = {"en": "Report", "nl": "Melden"}
    Config = Settings

    def describe_change(self, before, after, language):
        return f"{language}: {len(before.categories)} became {len(after.categories)}"


def registry(feature):
    return Registry(features={"report": Contributed("x", "1", feature)})


def test_a_feature_tells_of_its_settings_itself(bundle):
    after = bundle(**{"features.report.config.categories.waste": None, "spec.title.nl": "Kade"})
    change = plan_changes(bundle(), after, registry(Telling()))
    assert change.sentences == [
        "nl: 2 became 1",
        'De gemeenschap heet nu "Kade" in plaats van "Zoutkade"',
    ]
    assert len(change.fields) == 2


def test_settings_that_the_feature_no_longer_takes_are_told_in_our_words(bundle):
    before = bundle(**{"features.report.config": {"old": 1}})
    change = in_english(before, bundle(), registry(Telling()))
    assert change.sentences[0].startswith('"Report" ')


def test_two_of_a_kind_are_told_apart_by_their_names(bundle):
    both = {"features.second": {"uses": "report", "plugin": "x", "config": {}}}
    change = in_english(bundle(), bundle(**both), registry(Telling()))
    assert change.sentences == ['A function comes into the app: "Report" (second)']


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
