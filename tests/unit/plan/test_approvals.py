"""Who must agree is what is applied says, and whoever changes that is told so."""

import pytest

from koban.plan.approvals import agreement, approvals_for
from koban.plan.planner import plan_changes

APPROVALS = {
    "cosmetic": ["unit-lead"],
    "service": ["unit-lead"],
    "data": ["chief", "data-protection"],
    "destructive": ["chief", "unit-lead"],
}


@pytest.fixture
def guarded(bundle):
    def make(**changes):
        return bundle(**{"force.approvals": APPROVALS, **changes})

    return make


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"spec.app.colour": "#445566"}, ["unit-lead"]),
        ({"spec.unit.phone": "+32 2"}, ["unit-lead"]),
        ({"force.purposes.response.retention": "365d"}, ["chief", "data-protection"]),
        ({"force.purposes.response.retention": "30d"}, ["chief", "unit-lead"]),
    ],
)
def test_the_class_names_who_must_agree(guarded, change, wanted):
    assert plan_changes(guarded(), guarded(**change)).approvals == wanted


def test_a_change_that_names_its_own_approvers_is_judged_by_the_old_ones(guarded):
    new = {**APPROVALS, "data": ["unit-lead"], "destructive": ["unit-lead"]}
    change = plan_changes(guarded(), guarded(**{"force.approvals": new}), language="en")
    assert (change.change_class, change.approvals) == ("destructive", ["chief", "unit-lead"])
    assert change.sentences == [
        "A change of what is collected, kept, shared or decided: from the next time on, this also needs the agreement of: head of the unit",
        "A change of what is collected, kept, shared or decided: from the next time on, this no longer needs the agreement of: chief of police and data protection officer",
        "A change that takes something away or changes who decides: from the next time on, this no longer needs the agreement of: chief of police",
        "Whoever must agree today decides on this change too, not those whom it names",
    ]
    assert (
        agreement(change, "en")
        == "A change that takes something away or changes who decides: by the rules that hold today, this needs the agreement of: chief of police and head of the unit"
    )


def test_a_group_that_makes_itself_chief_is_told_and_judged_by_todays_chief(guarded):
    change = plan_changes(guarded(), guarded(**{"force.roles.chief": ["local:me"]}), language="nl")
    assert (change.change_class, change.approvals) == ("destructive", ["chief", "unit-lead"])
    assert change.sentences[0] == 'De rol "korpsleiding" hebben nu ook: "local:me"'


@pytest.mark.parametrize("guard", ["roles", "limits", "approvals"])
def test_guards_are_edited_wherever_they_change(bundle, guard):
    value = {
        "roles": {"chief": ["local:a"]},
        "limits": {"unit.posts": {"max": 3}},
        "approvals": {"data": ["chief"]},
    }
    change = plan_changes(bundle(), bundle(**{f"force.{guard}": value[guard]}))
    assert change.change_class == "destructive"


def test_other_changes_edit_no_guard(guarded):
    change = plan_changes(guarded(), guarded(**{"force.title.nl": "Politie"}))
    assert "Wie vandaag" not in change.summary


def test_a_new_community_is_guarded_by_its_force_as_it_is_applied(guarded, bundle):
    proposed = bundle(**{"force.approvals": {"data": ["officer"], "service": ["officer"]}})
    assert plan_changes(None, proposed, guards=guarded().force).approvals == ["chief", "data-protection"]


def test_where_nothing_is_applied_nobody_is_named(guarded):
    change = plan_changes(None, guarded())
    assert change.approvals == []
    assert approvals_for(change.change_class, None) == []
    assert agreement(change, "nl").endswith("volgens de regels van vandaag hoeft niemand in te stemmen")


def test_a_deletion_needs_those_who_agree_to_what_is_destructive(guarded):
    assert plan_changes(guarded(), None).approvals == ["chief", "unit-lead"]
