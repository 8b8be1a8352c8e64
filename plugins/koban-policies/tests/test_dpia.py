"""Who collects more has looked again at what that means for people."""

import copy

import pytest

from koban.testing.manifests import FORCE
from koban_policies.dpia import DpiaCoversChange

POLICY = DpiaCoversChange()


def noise(spec):
    return spec["features"]["report"]["with"]["categories"]["noise"]


def purposes(**changes):
    """The force, with fields of its purpose `response` changed."""
    found = copy.deepcopy(FORCE["purposes"])
    found["response"].update(changes)
    return {"purposes": found}


def dated(day):
    return lambda spec: spec.update(privacy={"dpia": {"link": "dpia.md", "date": day}})


def undated(spec):
    spec.pop("privacy")


def another_question(spec):
    noise(spec)["ask"]["who"] = {"type": "text", "label": "Who was it?"}


def another_category(spec):
    spec["features"]["report"]["with"]["categories"]["tip"] = {
        "label": "A tip",
        "purpose": "question",
        "ask": {"more": {"type": "text", "label": "More"}},
    }


WIDER = {
    "a question": (another_question, 'the question "who" of "noise"'),
    "a category, and its purpose": (
        another_category,
        '"tip" of "report", data for the purpose "question"',
    ),
    "photos": (lambda spec: noise(spec).update(photo=True), 'a photo with "noise"'),
    "places": (lambda spec: noise(spec).update(place=True), 'a place with "noise"'),
    "names": (lambda spec: noise(spec).update(anonymous="allowed"), 'names with "noise"'),
    "a feature": (
        lambda spec: spec["features"].update(proposals=True),
        'what people give to "proposals", data for the purpose "participation"',
    ),
    "another feature under an old name": (
        lambda spec: spec["features"].update(news={"uses": "proposals"}),
        'what people give to "news", data for the purpose "participation"',
    ),
    "a receiver": (
        lambda spec: spec["partners"]["bank"].update(receives=["noise"]),
        '"noise" goes to "bank"',
    ),
}


@pytest.mark.parametrize("wider", WIDER)
def test_a_change_that_widens_what_is_collected_needs_a_later_date(deploy, wider):
    change, words = WIDER[wider]
    before = deploy()
    (found,) = POLICY.check(deploy(change, before=before))
    assert found.path == ("privacy", "dpia", "date")
    assert found.message == (
        f"this widens what is collected, and the assessment is still that of 2026-02-01; new: {words}"
    )
    assert list(POLICY.check(deploy(change, dated("2026-03-01"), before=before))) == []
    assert list(POLICY.check(deploy(change, dated("2026-01-01"), before=before))) != []


FORCES = {
    "longer retention": (purposes(retention="181d"), 'data for "response" is kept for 181d instead of 180d'),
    "another reader": (purposes(readers=["officer", "partner"]), '"partner" reads data for "response"'),
}


@pytest.mark.parametrize("wider", FORCES)
def test_what_a_force_widens_counts_too(deploy, says, wider):
    force, words = FORCES[wider]
    ((_, message),) = says(POLICY, deploy(force=force, before=deploy()))
    assert message.endswith(f"new: {words}")


NARROWER = {
    "a question goes": (lambda spec: noise(spec).pop("ask"), {}),
    "the feature goes": (lambda spec: spec["features"].pop("report"), {}),
    "another label": (lambda spec: noise(spec).update(label="Loud noise"), {}),
    "another promise": (lambda spec: noise(spec).update(firstAnswer="3wd"), {}),
    "another colour": (lambda spec: spec.update(app={"colour": "#123456"}), {}),
    "shorter retention": (lambda _: None, purposes(retention="4319h")),
}


@pytest.mark.parametrize("narrower", NARROWER)
def test_a_change_that_widens_nothing_needs_no_date(deploy, says, narrower):
    change, force = NARROWER[narrower]
    assert says(POLICY, deploy(change, force=force, before=deploy())) == []


def test_without_an_assessment_what_is_new_is_pointed_at(deploy):
    (found,) = POLICY.check(deploy(undated, another_question, before=deploy(undated)))
    assert found.path == ("features", "report", "with", "categories", "noise", "ask", "who")
    assert found.message.startswith(
        "this widens what is collected, and there is no data protection impact assessment"
    )


def test_an_assessment_that_goes_is_none(deploy):
    (found,) = POLICY.check(deploy(undated, another_question, before=deploy()))
    assert "there is no data protection impact assessment" in found.message


def test_a_first_assessment_covers_what_comes_with_it(deploy, says):
    assert says(POLICY, deploy(another_question, before=deploy(undated))) == []


def test_many_new_things_are_counted(deploy, says):
    def five(spec):
        for name in ("a", "b", "c", "d", "e"):
            noise(spec)["ask"][name] = {"type": "text", "label": name}

    ((_, words),) = says(POLICY, deploy(five, before=deploy()))
    assert words.endswith('the question "c" of "noise", and 2 more')


def test_a_manifest_by_itself_and_a_new_community_have_nothing_to_compare(deploy, says):
    assert says(POLICY, deploy(undated)) == []


def test_what_older_settings_asked_is_not_guessed(deploy, says):
    before = deploy()
    before.features["report"].settings["asked-by-older-code"] = True
    assert before.features["report"].forms() is None
    assert says(POLICY, deploy(another_question, before=before)) == []
