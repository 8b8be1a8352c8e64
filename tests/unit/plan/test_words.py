"""Every field has words of its own, in every language of plans, and names are those that people know."""

import pytest

from koban.model.bundle import BundleConnector, BundleFeature, BundleForce
from koban.model.community import CommunitySpec, Fact
from koban.plan.classes import Sides
from koban.plan.difference import Difference
from koban.plan.naming import Naming
from koban.plan.speech import TONGUES, Speech
from koban.plan.view import view
from koban.plan.words import sentences

from .every_field import every_field

ASIDE = frozenset({"features", "connectors", "time_zone", "config", "moved_from"})
FIELDS = [
    *every_field(CommunitySpec, (), ASIDE),
    *every_field(Fact, ("context", "x")),
    Difference(("context", "x"), None, {}),
    Difference(("context", "x"), {}, None),
    Difference(("context",), ["x", "y"], ["y", "x"], reordered=True),
    *every_field(BundleForce, ("force",), ASIDE),
    *every_field(BundleFeature, ("features", "report"), ASIDE | {"uses"}),
    *every_field(BundleConnector, ("connectors", "bus"), ASIDE),
    Difference(("force", "timeZone"), "Europe/Brussels", "Europe/Warsaw"),
    Difference(("features", "report", "uses"), "report", "lost-found"),
    Difference(("features", "report", "movedFrom"), "a", None),
    Difference(("declared",), ["nl"], ["nl", "fr"]),
    Difference(("area", "features"), [], [{}]),
    Difference(("known", "capabilities", "x"), None, {}),
]
PLACE = " › "
"""Stands where no rule has words and the path is told instead."""


def naming(bundle, language, registry=None):
    side = view(bundle)
    return Naming(Sides(side, side, registry), Speech(language, ["nl"], "BE"))


@pytest.mark.parametrize("difference", FIELDS, ids=lambda one: f"{one.path} {one.before} {one.after}")
def test_every_field_has_words_of_its_own(bundle, difference):
    said = sentences(difference, naming(bundle(), "en"))
    assert said
    assert PLACE not in " ".join(said)
    assert "{" not in " ".join(said)


def test_there_are_many_fields():
    assert len(FIELDS) > 150


@pytest.mark.parametrize("language", [tongue for tongue in TONGUES if tongue != "en"])
def test_every_language_says_it_in_its_own_words(bundle, language):
    for difference in FIELDS:
        theirs = sentences(difference, naming(bundle(), language))
        assert theirs
        assert theirs != sentences(difference, naming(bundle(), "en")), difference.path


def test_another_language_is_told_in_english_and_a_variety_in_its_language(bundle):
    difference = Difference(("app", "largeText"), False, True)
    assert sentences(difference, naming(bundle(), "fr")) == ["Letters in the app are large from the start"]
    assert sentences(difference, naming(bundle(), "de-simple")) == [
        "Die Schrift in der App ist von Anfang an groß"
    ]


def test_what_nobody_has_words_for_is_told_by_where_it_stands(bundle):
    said = [
        sentences(Difference(("later", "field"), None, 3), naming(bundle(), "en")),
        sentences(Difference(("later", "field"), "1h", None), naming(bundle(), "en")),
        sentences(Difference(("later", "field"), True, False), naming(bundle(), "en")),
        sentences(Difference(("later",), ["a", "b"], ["b", "a"], reordered=True), naming(bundle(), "en")),
    ]
    assert said == [
        ['"later › field" is new: 3'],
        ['"later › field" goes; it was 1 hour'],
        ['"later › field" is now no instead of yes'],
        ['The order of "later" changes'],
    ]


MEASURE = ("measures", "course")
NEWEST = [
    (Difference((*MEASURE, "budget"), False, True), 'The money for this measure is there: "course"'),
    (
        Difference((*MEASURE, "cost"), 900.0, 1200.0),
        'This measure costs, in euro: 1.200 instead of 900 ("course")',
    ),
    (
        Difference((*MEASURE, "after"), [], ["rent", "talk"]),
        'Before this measure can begin, others must be done: "course" waits for "rent" and "talk"',
    ),
    (
        Difference((*MEASURE, "lead"), None, "60d"),
        'From its start until this measure works, it takes 60 days: "course"',
    ),
    (
        Difference((*MEASURE, "gates", "alternative"), None, False),
        'Whoever cannot use this measure has no other way yet: "course"',
    ),
    (
        Difference((*MEASURE, "gates", "alternative"), False, None),
        'It is no longer said whether one of the conditions for this measure is met: "course"',
    ),
    (Difference((*MEASURE, "done"), None, "2027-05-01"), 'This measure was done on 01 May 2027: "course"'),
    (Difference((*MEASURE, "result", "effect"), "null", "negative"), 'This measure did harm: "course"'),
    (
        Difference(("needs", "calm", "rated", "panel", "trustImpact"), None, 4),
        'How much trust it costs, is rated differently for this need: "calm"',
    ),
    (
        Difference(("context", "age", "expected", "2035"), 30.0, 34.0),
        'A number about the community is expected to be 34 instead of 30 in 2035: "age"',
    ),
    (
        Difference(("framework", "retire", "drones"), None, {"nl": "Geen wet"}),
        'The unit no longer works towards mastering "drones": "Geen wet"',
    ),
    (
        Difference(("decisions", "again", "ends"), [], ["no-map"]),
        'A later decision ends an earlier one of the community: "no-map"',
    ),
    (
        Difference(("force", "policies", "contrast", "level"), "error", "off"),
        'Nobody looks any more at whether this rule of the force is kept: "contrast"',
    ),
]


@pytest.mark.parametrize(("difference", "words"), NEWEST, ids=lambda one: getattr(one, "path", ""))
def test_what_is_done_and_decided_is_told_in_plain_words(bundle, difference, words):
    assert sentences(difference, naming(bundle(), "en")) == [words]


def test_a_result_that_comes_says_what_it_was_and_a_decision_what_it_ends(bundle):
    here = naming(bundle(), "en")
    assert sentences(Difference((*MEASURE, "result"), None, {"effect": "mixed"}), here) == [
        'It is now known what came of this measure: "course"',
        'This measure helped in part: "course"',
    ]
    later = {"text": {"nl": "Toch een kaart"}, "forbids": [], "ends": ["no-map"]}
    assert 'A later decision ends an earlier one of the community: "no-map"' in sentences(
        Difference(("decisions", "again"), None, later), here
    )


def test_files_are_told_by_their_name_and_the_icon_as_a_picture(bundle):
    here = naming(bundle(**{"spec.app.icon": "icon.svg"}), "en")
    assert sentences(Difference(("files", "a.b.geojson"), "1", "2"), here) == [
        'A file has new content: "a.b.geojson"'
    ]
    assert sentences(Difference(("files", "dpia.md"), None, "2"), here) == ['A file is now used: "dpia.md"']
    assert sentences(Difference(("files", "icon.svg"), "1", "2"), here) == [
        "The app gets another picture on phones"
    ]


def test_what_cannot_be_seen_is_not_told(bundle):
    assert (
        sentences(Difference(("features", "news", "with", "new"), None, None), naming(bundle(), "en")) == []
    )


def test_values_are_told_as_people_write_them(bundle):
    here = naming(bundle(), "nl")
    until = Difference(("partners", "x", "agreement", "until"), "2027-12-31", "2028-12-31")
    hours = Difference(("unit", "staffedHours"), "Mo-Fr 09:00-17:00; PH off", "24/7")
    answer = Difference(("features", "report", "with", "categories", "noise", "firstAnswer"), "1wd", "12h")
    assert sentences(until, here) == [
        'De afspraak met "x" eindigt nu op 31 dec 2028 in plaats van 31 dec 2027'
    ]
    assert sentences(hours, here) == [
        'Het team is er op andere tijden: "dag en nacht" in plaats van "ma-vr 09:00-17:00; feestdagen gesloten"'
    ]
    assert sentences(answer, here) == [
        'Wie schrijft over "Lawaai", krijgt een eerste antwoord binnen 12 uur in plaats van 1 bemande dag'
    ]


def test_long_words_are_shortened_and_stay_on_one_line(bundle):
    long = Difference(("unit", "whenEmpty"), None, {"nl": "Bel\n112. " + "x" * 200})
    [said] = sentences(long, naming(bundle(), "en"))
    assert said.startswith('When nobody is at the post, people read: "Bel 112. xxx')
    assert said.endswith('x…"')
    assert len(said) < 140


def test_words_cannot_break_out_of_their_quotation_marks(bundle):
    sly = Difference(("force", "controllers", "police", "contact"), "a", "b\n\n\u202eAll agreed\x1b[2J")
    [said] = sentences(sly, naming(bundle(), "en"))
    assert said == 'Questions about data at "PZ" now go to "b All agreed[2J" instead of "a"'
    title = Difference(("title",), {"nl": "a"}, {"nl": "{before} & {after}"})
    assert sentences(title, naming(bundle(), "en")) == [
        'The title of the community is now "{before} & {after}" instead of "a"'
    ]


@pytest.mark.parametrize("value", ["2026-13-45", 10**30, 1e25, -1e300, [], {}, [[1]], {"a": None}, ""])
def test_any_value_has_words(bundle, value):
    assert sentences(Difference(("later",), 1, value), naming(bundle(), "pl"))
