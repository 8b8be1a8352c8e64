"""A text that changes in several languages is one text, and translations are counted."""

from koban.plan.planner import plan_changes

TITLE = {"nl": "Zoutkade", "fr": "Quai au sel"}
LABEL = {"nl": "Lawaai", "fr": "Bruit"}
INTRO = "features.report.config.intro"
BOTH = {"languages": ["nl", "fr"], "spec.title": TITLE, INTRO: {"nl": "Dag", "fr": "Salut"}}


def sentences(before, after):
    return plan_changes(before, after, language="nl").sentences


def test_a_text_that_changes_in_all_languages_is_told_once(bundle):
    change = plan_changes(
        bundle(**BOTH), bundle(**{**BOTH, "spec.title": {"nl": "Kade", "fr": "Quai"}}), language="nl"
    )
    assert change.sentences == ['De gemeenschap heet nu "Kade" in plaats van "Zoutkade"']
    assert [field.path for field in change.fields] == ["title.nl", "title.fr"]


def test_a_translation_that_changes_is_told_as_such(bundle):
    after = bundle(**{**BOTH, "spec.title": {**TITLE, "fr": "Quai"}})
    assert sentences(bundle(**BOTH), after) == ['"Zoutkade" luidt anders in het: Frans']


def test_translations_that_come_and_go_are_counted(bundle):
    bare = {**BOTH, "spec.title": {"nl": "Zoutkade"}, INTRO: {"nl": "Dag"}}
    assert sentences(bundle(**bare), bundle(**BOTH)) == ["2 teksten zijn nu ook te lezen in het: Frans"]
    assert sentences(bundle(**BOTH), bundle(**bare)) == ["2 teksten zijn niet meer te lezen in het: Frans"]


def test_a_language_that_the_app_begins_to_offer_is_told_once(bundle):
    assert sentences(bundle(**{INTRO: {"nl": "Dag"}}), bundle(**BOTH)) == [
        "De app is nu ook te lezen in het: Frans"
    ]
    assert sentences(bundle(**BOTH), bundle(**{INTRO: {"nl": "Dag"}})) == [
        "De app is niet meer te lezen in het: Frans"
    ]


def test_another_order_of_languages_in_a_text_is_nothing_that_people_notice(bundle):
    turned = bundle(**{**BOTH, "spec.title": dict(reversed(TITLE.items()))})
    change = plan_changes(bundle(**BOTH), turned, language="nl")
    assert (change.sentences, change.change_class) == (["Niets wat mensen zouden merken"], "cosmetic")
