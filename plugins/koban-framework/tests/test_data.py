"""The module's data holds together: it loads, names only what exists, speaks every language, and keeps its doubts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

LANGUAGES = {"en", "nl", "fr", "de", "de-simple", "pl", "pt", "uk", "es", "tr", "ar"}
LONGER = {"en", "nl", "de", "pl", "pt"}
COMPONENTS = ("knowledge", "skills", "technologies")
LADDER = {"absent", "occasional", "planned", "practised", "learning"}
IDEAS = {
    ("accountability-transparency", "change-log"),
    ("community-alerting", "cap-feed"),
    ("community-alerting", "geo-targeting"),
    ("decentralised-unit", "mobile-desk"),
    ("elder-fraud-prevention", "scam-check"),
    ("hate-crime-response", "bias-flags"),
    ("hate-crime-response", "monitoring-chart"),
    ("nightlife-harm-reduction", "venue-app"),
    ("online-community-presence", "channel-bridges"),
    ("safe-anonymous-reporting", "onion-address"),
    ("safe-anonymous-reporting", "report-encryption"),
    ("two-way-local-information", "priorities-page"),
}
"""Technologies that no measure brings yet: nothing that could bring them is offered, and none is made up."""
TABLES = ("capabilities", "themes", "evidence", "measures", "scenarios")


@pytest.fixture
def data(registry: Any) -> Any:
    """What this module gives, by table and name."""
    return SimpleNamespace(
        **{
            table: {
                name: one.value
                for name, one in getattr(registry, table).items()
                if one.plugin == "koban-framework"
            }
            for table in TABLES
        }
    )


def brought(data: Any) -> Iterator[tuple[str, str, str, str]]:
    """(measure, capability, kind of component, component) of everything that measures bring."""
    for name, measure in data.measures.items():
        for capability, given in measure["gives"].items():
            for kind in COMPONENTS:
                yield from ((name, capability, kind, one) for one in given[kind])


def test_everything_loads(registry: Any, data: Any) -> None:
    assert not [problem for problem in registry.problems if problem.plugin == "koban-framework"]
    assert (len(data.capabilities), len(data.themes), len(data.evidence)) == (39, 5, 37)
    assert len(data.measures) >= 60


@pytest.mark.parametrize("table", ["capabilities", "themes", "measures", "scenarios"])
def test_titles_are_in_each_language(data: Any, table: str) -> None:
    short = {name: LANGUAGES - entry["title"].keys() for name, entry in getattr(data, table).items()}
    assert short
    assert not {name: missing for name, missing in short.items() if missing}


def test_capabilities_are_defined_in_each_language(data: Any) -> None:
    for name, capability in data.capabilities.items():
        assert capability["definition"].keys() >= LANGUAGES, name


def test_capabilities_have_components_of_each_kind_and_indicators(data: Any) -> None:
    for name, capability in data.capabilities.items():
        assert all(capability[kind] for kind in (*COMPONENTS, "indicators")), name


def test_every_level_has_an_anchor_of_its_own(data: Any) -> None:
    for name, capability in data.capabilities.items():
        levels = capability["levels"]
        assert levels.keys() == LADDER, name
        assert all(words.keys() >= LONGER for words in levels.values()), name
        assert len({words["en"] for words in levels.values()}) == len(LADDER), name
    everything = [words["en"] for one in data.capabilities.values() for words in one["levels"].values()]
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("planned", ["written"]),
        ("practised", ["80 %", "six months", "baseline"]),
        ("learning", ["year", "publish"]),
    ],
)
def test_anchors_name_what_the_ladder_tests(data: Any, level: str, said: list[str]) -> None:
    for name, capability in data.capabilities.items():
        words = capability["levels"][level]["en"].lower()
        assert [one for one in said if one not in words] == [], name


def test_figures_are_the_same_in_each_language(data: Any) -> None:
    for name, capability in data.capabilities.items():
        assert all("80 %" in words for words in capability["levels"]["practised"].values()), name


def test_what_is_named_exists(data: Any) -> None:
    for name, capability in data.capabilities.items():
        assert set(capability["evidence"]) <= data.evidence.keys(), name
    for name, theme in data.themes.items():
        assert theme["capabilities"].keys() <= data.capabilities.keys(), name
    for name, measure in data.measures.items():
        assert set(measure["evidence"]) <= data.evidence.keys(), name
    for name, scenario in data.scenarios.items():
        assert scenario["shifts"].keys() | scenario["new"].keys() <= data.capabilities.keys(), name


def test_measures_bring_components_that_exist(data: Any) -> None:
    capabilities = data.capabilities
    for name, capability, kind, component in brought(data):
        assert component in capabilities[capability][kind], f"{name}: {capability} has no {component}"


def test_what_is_studied_of_a_measure_is_studied_of_its_capability(data: Any) -> None:
    capabilities = data.capabilities
    for name, measure in data.measures.items():
        known = {entry for one in measure["gives"] for entry in capabilities[one]["evidence"]}
        assert set(measure["evidence"]) <= known, name


def test_nothing_is_sure_without_evidence(data: Any) -> None:
    for name, capability in data.capabilities.items():
        if not capability["evidence"]:
            assert capability["confidence"] == "unknown", name


def test_evidence_says_what_was_studied_and_how_it_was_verified(data: Any) -> None:
    for name, evidence in data.evidence.items():
        assert evidence["on"].keys() >= LONGER, name
        assert evidence["studied"].keys() >= LONGER, name
        assert evidence["note"] is None or evidence["note"].keys() >= LONGER, name
        assert evidence["effect"], name
        assert evidence["read"], name


def test_what_was_not_read_says_so(data: Any) -> None:
    entries = data.evidence
    assert {name for name, one in entries.items() if one["read"] == "memory"} == {
        "nasem-2018",
        "secondresp-2022",
        "youthdiv-2018",
    }
    for name in ("nasem-2018", "secondresp-2022", "youthdiv-2018", "pop-2020", "osce-2008", "stad-2003"):
        assert "verify" in entries[name]["note"]["en"].lower(), name


def test_no_result_is_missing_because_it_is_unwelcome(data: Any) -> None:
    effects = {one["effect"] for one in data.evidence.values()}
    assert effects == {"positive", "mixed", "null", "negative", "not-tested"}


def test_measures_of_every_kind(data: Any) -> None:
    kinds = {one["kind"] for one in data.measures.values()}
    assert kinds == {"training", "organisation", "procedure", "partnership", "technology", "nothing"}
    assert data.measures["do-nothing"]["kind"] == "nothing"


def test_technology_names_its_feature_and_brings_technology_alone(data: Any, registry: Any) -> None:
    for name, measure in data.measures.items():
        assert (measure["feature"] is not None) == (measure["kind"] == "technology"), name
        if measure["feature"]:
            assert measure["feature"] in registry.features, name
            assert not any(given["knowledge"] or given["skills"] for given in measure["gives"].values()), name


def test_every_capability_can_be_worked_at_without_an_app(data: Any) -> None:
    measures = data.measures
    without = {capability for name, capability, _, _ in brought(data) if not measures[name]["feature"]}
    assert without == data.capabilities.keys()


def test_every_component_has_a_measure_or_is_an_idea(data: Any) -> None:
    given = {(capability, component) for _, capability, _, component in brought(data)}
    all_of_them = {
        (name, component)
        for name, capability in data.capabilities.items()
        for kind in COMPONENTS
        for component in capability[kind]
    }
    assert all_of_them - given == IDEAS


def test_measures_say_how_they_are_done(data: Any) -> None:
    for name, measure in data.measures.items():
        assert measure["about"]["en"], name


def test_themes_have_needs_in_each_language(data: Any) -> None:
    for name, theme in data.themes.items():
        assert theme["words"].keys() >= LANGUAGES, name
        assert len(theme["needs"]) >= 3, name
        assert all(words.keys() >= LANGUAGES for words in theme["needs"].values()), name
        assert all(2 <= level <= 4 for level in theme["capabilities"].values()), name


def test_scenarios_are_assumptions_that_change_something(data: Any) -> None:
    assert data.scenarios.keys() >= {
        "ageing",
        "new-language-group",
        "night-economy-grows",
        "fewer-officers",
        "online-harm-grows",
    }
    for name, scenario in data.scenarios.items():
        assert scenario["story"]["en"].startswith("An assumption, not a forecast"), name
        assert scenario["story"].keys() >= LONGER, name
        assert scenario["context"], name
        assert scenario["new"], name
        assert all(any(shift.values()) for shift in scenario["shifts"].values()), name


def test_scenarios_shift_facts_that_communities_write_down(data: Any) -> None:
    deployments = Path(__file__).parents[3] / "deployments"
    written = "\n".join(path.read_text("utf-8") for path in deployments.glob("*/*/community.yaml"))
    for name, scenario in data.scenarios.items():
        assert [fact for fact in scenario["context"] if f"    {fact}: {{value:" not in written] == [], name
