"""Six kinds of change to a real community: how far each reaches, who must agree, and how people read it."""

import copy

import pytest
from example_community import example, registry

from koban.model.bundle import Bundle
from koban.plan.planner import plan_changes

APPROVALS = {
    "cosmetic": ["unit-lead"],
    "service": ["unit-lead"],
    "data": ["chief", "data-protection"],
    "destructive": ["chief", "unit-lead"],
}


def zoutkade(edit=None):
    """The example with rules on who must agree, and with what `edit` does to it."""
    value = copy.deepcopy(example("zoutkade").bundle.model_dump(mode="json"))
    value["force"]["approvals"] = copy.deepcopy(APPROVALS)
    if edit is not None:
        edit(value)
    return Bundle.model_validate(value)


def without_the_map(value):
    del value["features"]["safe-places"]


def theft(value):
    categories = value["features"]["report"]["config"]["categories"]
    categories["theft"] = {
        **categories["question"],
        "label": {"nl": "Diefstal", "en": "Theft"},
        "photo": True,
    }
    categories["know-something"]["anonymous"] = "allowed"


def questions_shorter(value):
    value["force"]["purposes"]["question"]["retention"] = "30d"


def renamed(value):
    value["name"] = "zoutkaai"


def own_approvers(value):
    value["force"]["approvals"]["data"].append("officer")


CHANGES = {
    "adds a feature": (
        without_the_map,
        None,
        ("update", "service", ["unit-lead"]),
        {
            "nl": ['De app krijgt een functie erbij: "Waar kan ik binnen?"'],
            "en": ['A function comes into the app: "Where can I go in?"'],
        },
    ),
    "widens collection": (
        None,
        theft,
        ("update", "data", ["chief", "data-protection"]),
        {
            "nl": [
                'Wie schrijft over "Ik weet iets en wil niet herkend worden", kan nu een naam opgeven',
                '"Diefstal" wordt een nieuwe soort melding',
                'Wat mensen schrijven over "Diefstal", wordt bewaard voor het doel "Een vraag beantwoorden" (90 dagen)',
            ],
            "en": [
                'Whoever writes about "I know something and do not want to be recognised" can now give their name',
                '"Theft" becomes a new kind of report',
                'What people write about "Theft" is kept for the purpose "Answering a question" (90 days)',
            ],
        },
    ),
    "shortens retention": (
        None,
        questions_shorter,
        ("update", "destructive", ["chief", "unit-lead"]),
        {
            "nl": ['Gegevens voor "Een vraag beantwoorden" worden 30 dagen bewaard in plaats van 90 dagen'],
            "en": ['Data for "Answering a question" is kept for 30 days instead of 90 days'],
        },
    ),
    "renames a community": (
        None,
        renamed,
        ("rename", "service", ["unit-lead"]),
        {
            "nl": [
                'Het adres van de gemeenschap is nu "zoutkaai" in plaats van "zoutkade"; wat mensen stuurden en hun codes gaan mee, en het oude adres leidt naar het nieuwe'
            ],
            "en": [
                'The address of the community is now "zoutkaai" instead of "zoutkade"; what people sent and their receipts come along, and the old address leads to the new one'
            ],
        },
    ),
    "edits the approvers": (
        None,
        own_approvers,
        ("update", "destructive", ["chief", "unit-lead"]),
        {
            "nl": [
                "Een verandering van wat er verzameld, bewaard, gedeeld of besloten wordt: vanaf de volgende keer moeten hier ook mee instemmen: agenten",
                "Over deze verandering beslissen nog de mensen die vandaag moeten instemmen, niet wie er in de verandering genoemd wordt",
            ],
            "en": [
                "A change of what is collected, kept, shared or decided: from the next time on, this also needs the agreement of: officers",
                "Whoever must agree today decides on this change too, not those whom it names",
            ],
        },
    ),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_classed_guarded_and_told(kind, language):
    before, after, wanted, words = CHANGES[kind]
    change = plan_changes(zoutkade(before), zoutkade(after), registry(), language=language)
    assert (change.action, change.change_class, change.approvals) == wanted
    assert change.sentences == words[language]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", '"Zoutkade" is niet meer te bereiken; wat mensen stuurden, blijft in het archief'),
        ("en", '"Zoutkade" is no longer served; what people sent is kept in the archive'),
    ],
)
def test_a_community_that_goes_says_what_becomes_of_its_data(language, words):
    change = plan_changes(zoutkade(), None, registry(), language=language)
    assert (change.action, change.change_class) == ("delete", "destructive")
    assert change.approvals == ["chief", "unit-lead"]
    assert change.summary.startswith(words)


def test_without_a_language_it_is_told_in_that_of_the_force():
    change = plan_changes(zoutkade(), zoutkade(questions_shorter), registry())
    assert change.sentences == CHANGES["shortens retention"][3]["nl"]
