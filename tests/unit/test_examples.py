"""The example communities are what they claim to be: correct, complete in each of their languages, and in their place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from koban.capability.gap import find_gaps
from koban.capability.picture import picture_of
from koban.capability.roadmap import plan_roadmap
from koban.compile.compiler import compile_community
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import Workspace, load_workspace
from koban.model.bundle import Bundle
from koban.model.capability import MeasureKind
from koban.model.plan import ChangeClass
from koban.plugin.manager import load_registry

ROOT = Path(__file__).parents[2]
LANGUAGES = {
    "zoutkade": ["nl", "fr", "en", "ar"],
    "modrzewie-gorne": ["pl", "uk"],
    "kastanienviertel": ["de", "de-simple", "tr", "en", "ar", "uk"],
    "ribeira-do-farol": ["pt", "en", "es", "fr"],
}
NAMES = sorted(LANGUAGES)
Point = tuple[float, float]
Ring = list[Point]


@cache
def workspace() -> Workspace:
    return load_workspace(WorkingTree(ROOT), parents=load_registry().parents)


@cache
def checked(name: str) -> tuple[list[str], Bundle | None]:
    diagnostics, compiled = compile_community(
        workspace().communities[name], load_registry(), WorkingTree(ROOT)
    )
    return [str(diagnostic) for diagnostic in diagnostics], compiled.bundle if compiled else None


def bundle(name: str) -> Bundle:
    found = checked(name)[1]
    assert found is not None, checked(name)[0]
    return found


def test_the_workspace_is_clean() -> None:
    loaded = workspace()
    assert not loaded.diagnostics
    assert sorted(loaded.communities) == NAMES
    assert not [diagnostic for force in loaded.forces.values() for diagnostic in force.diagnostics]


@pytest.mark.parametrize("name", NAMES)
def test_a_manifest_has_neither_errors_nor_warnings(name: str) -> None:
    assert checked(name)[0] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_declared_language_is_offered(name: str) -> None:
    assert bundle(name).languages == LANGUAGES[name]
    assert bundle(name).spec.languages == LANGUAGES[name]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_force_says_exists_in_every_language_of_its_community(name: str) -> None:
    force, wanted = bundle(name).force, set(LANGUAGES[name])
    assert force.title.keys() >= wanted
    assert force.emergency.text.keys() >= wanted
    assert all(force.emergency.call in words for words in force.emergency.text.values())
    for purpose in force.purposes.values():
        assert purpose.title.keys() >= wanted, purpose


@pytest.mark.parametrize("name", NAMES)
def test_no_translation_is_the_first_language_left_standing(name: str) -> None:
    """A text of more than four words that is the same in two languages was forgotten."""
    first, *further = LANGUAGES[name]
    found = list(texts(bundle(name).model_dump(mode="json"), set(LANGUAGES[name])))
    assert len(found) > 80
    for path, words in found:
        for language in further:
            if not language.startswith(f"{first}-"):  # what is said in easy words already may stay
                assert len(words[first].split()) <= 4 or words[language] != words[first], (path, language)


@pytest.mark.parametrize("name", NAMES)
def test_needs_capabilities_and_measures_hang_together(name: str) -> None:
    spec, known = bundle(name).spec, bundle(name).known.capabilities
    asked = {capability for need in spec.needs.values() for capability in need.asks_for}
    assert asked == spec.capabilities.keys()
    owners = {"unit", *(f"partners.{partner}" for partner in spec.partners)}
    for measure in spec.measures.values():
        assert measure.owner in owners
        assert measure.gives.keys() <= asked
        assert (measure.feature is not None) == (measure.kind == "technology")
        indicators = {name for capability in measure.gives for name in known[capability]["indicators"]}
        assert measure.aim.keys() <= indicators
        for capability, given in measure.gives.items():
            for kind in ("knowledge", "skills", "technologies"):
                assert set(getattr(given, kind)) <= known[capability][kind].keys()
    for capability, assessment in spec.capabilities.items():
        for kind in ("knowledge", "skills", "technologies"):
            assert set(getattr(assessment.missing, kind)) <= known[capability][kind].keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_need_leads_to_gaps_measures_and_a_roadmap(name: str) -> None:
    picture = picture_of(bundle(name))
    gaps, spec = find_gaps(picture), bundle(name).spec
    for need, value in spec.needs.items():
        assert value.rated.keys() >= {"officers"}, need
        assert value.by, need
        assert value.sources, need
        assert [gap for gap in gaps if need in gap.needs and gap.measures], need
    roadmap = plan_roadmap(picture)
    assert len(roadmap) >= 8
    assert all(item.end and not item.clash for item in roadmap)
    assert any(item.after for item in roadmap)
    assert any(measure.trial and measure.stop_if for measure in spec.measures.values())
    assert any(fact.expected for fact in spec.context.facts.values())


def test_together_they_show_what_a_measure_can_say() -> None:
    measures = [measure for name in NAMES for measure in bundle(name).spec.measures.values()]
    assert {measure.kind for measure in measures} == set(get_args(MeasureKind))
    done = [measure for measure in measures if measure.done]
    assert done
    assert all(measure.result and measure.result.date > measure.done for measure in done if measure.done)
    for field in ("budget", "people", "cost", "lead", "after", "evidence", "trial", "stop_if"):
        assert any(getattr(measure, field) for measure in measures), field
    assert not [measure for measure in measures if measure.trial and measure.evidence]
    ratings = [
        one for name in NAMES for need in bundle(name).spec.needs.values() for one in need.rated.values()
    ]
    for field in ("trust_impact", "urgency", "equity"):
        assert any(getattr(one, field) for one in ratings), field


def test_of_some_need_nothing_is_known() -> None:
    effects = {gap.capability: gap.effect for name in NAMES for gap in find_gaps(picture_of(bundle(name)))}
    asked = [need.asks_for for name in NAMES for need in bundle(name).spec.needs.values()]
    assert [one for one in asked if {effects[capability] for capability in one} == {"unknown"}]


def test_forces_show_approvals_limits_policies_and_a_framework_of_their_own() -> None:
    forces = [force.spec for force in workspace().forces.values() if force.spec]
    assert len(forces) == len(NAMES)
    for force in forces:
        assert force.approvals.keys() == set(ChangeClass)
        assert all(force.roles.get(role) for roles in force.approvals.values() for role in roles)
    assert any(force.limits for force in forces)
    assert any(force.policies for force in forces)
    assert any(force.framework.version and force.framework.retire for force in forces)


@pytest.mark.parametrize("name", NAMES)
def test_a_manifest_says_that_it_is_fictional(name: str) -> None:
    folder = ROOT / workspace().communities[name].folder
    for path in (folder / "community.yaml", folder.parent / "force.yaml"):
        assert path.read_text("utf-8").splitlines()[1].startswith("# Fictional: "), path


@pytest.mark.parametrize("name", NAMES)
def test_most_measures_are_no_app(name: str) -> None:
    kinds = [measure.kind for measure in bundle(name).spec.measures.values()]
    assert len(set(kinds)) >= 5
    assert kinds.count("technology") < len(kinds) / 2
    assert "nothing" in kinds


@pytest.mark.parametrize("name", NAMES)
def test_reporting_is_safe_for_frightened_people(name: str) -> None:
    categories = bundle(name).features["report"].config["categories"]
    assert 4 <= len(categories) <= 6
    assert any(category["sensitive"] for category in categories.values()) or name == "ribeira-do-farol"
    assert any(category["anonymous"] != "never" for category in categories.values())
    for category in categories.values():
        if category["anonymous"] == "always":
            assert category["kind"] == "tip"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_forbidden_is_on(name: str) -> None:
    decisions = bundle(name).spec.decisions
    assert decisions
    forbidden = {path.removeprefix("features.") for each in decisions.values() for path in each.forbids}
    assert not forbidden & bundle(name).features.keys()
    for decision in decisions.values():
        assert bundle(name).spec.partners[decision.by].panel


@pytest.mark.parametrize("name", NAMES)
def test_sub_areas_are_simple_rings_that_do_not_overlap(name: str) -> None:
    rings = areas(name)
    assert 3 <= len(rings) <= 5
    for label, ring in rings.items():
        assert ring[0] == ring[-1], label
        assert area_of(ring) > 0, f"{label} runs clockwise"
        sides = list(pairwise(ring))
        assert not [(a, b) for a in sides for b in sides if cross(a, b)], label
    for label, ring in rings.items():
        for other, second in rings.items():
            if label != other:
                assert not inside(centre(ring), second), (label, other)


@pytest.mark.parametrize("name", NAMES)
def test_every_place_lies_in_one_sub_area(name: str) -> None:
    rings, spec = areas(name), bundle(name).spec
    assert spec.unit is not None
    points = {place.address: place.point for place in spec.unit.places.values() if place.point}
    for connector in bundle(name).connectors.values():
        for feature in features(name, connector.config["file"]):
            points[feature["properties"]["name"]] = tuple(feature["geometry"]["coordinates"])
    assert len(points) > 10
    for label, point in points.items():
        assert sum(inside(point, ring) for ring in rings.values()) == 1, label


@pytest.mark.parametrize("name", NAMES)
def test_telephone_numbers_answer_to_nobody(name: str) -> None:
    unit = bundle(name).spec.unit
    assert unit is not None
    assert unit.phone is not None
    assert set(unit.phone.split(maxsplit=1)[1]) <= {"0", " "}


def texts(value: Any, languages: set[str], path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text that exists in `languages`; one of a blueprint exists in others too."""
    if isinstance(value, dict) and value.keys() >= languages:
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(inner, languages, f"{path}.{key}")


def features(name: str, file: str) -> list[dict[str, Any]]:
    path = ROOT / workspace().communities[name].folder / file
    found: list[dict[str, Any]] = json.loads(path.read_text())["features"]
    return found


def areas(name: str) -> dict[str, Ring]:
    return {
        feature["properties"]["name"]: [(x, y) for x, y in feature["geometry"]["coordinates"][0]]
        for feature in features(name, "area.geojson")
    }


def turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = first, second
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def area_of(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def centre(ring: Ring) -> Point:
    return sum(x for x, _ in ring[1:]) / (len(ring) - 1), sum(y for _, y in ring[1:]) / (len(ring) - 1)


def inside(point: Point, ring: Ring) -> bool:
    x, y = point
    return bool(
        sum(
            (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
            for a, b in pairwise(ring)
        )
        % 2
    )
