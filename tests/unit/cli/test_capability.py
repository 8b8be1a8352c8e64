"""`koban capability`: the chain from needs to a roadmap, as JSON, text and Markdown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from koban.cli.main import cli

ROOT = Path(__file__).parents[3]
EXAMPLES = ["kastanienviertel", "modrzewie-gorne", "ribeira-do-farol", "zoutkade"]
OF_ONE = ["gap", "options", "roadmap"]


def run(*arguments: str, folder: Path = ROOT) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": "80"}).invoke(cli, ["-C", str(folder), "capability", *arguments])
    return done.exit_code, done.stdout, done.stderr


def told(*arguments: str, folder: Path = ROOT) -> Any:
    code, out, _ = run(*arguments, "--format", "json", folder=folder)
    assert code == 0, out
    value = json.loads(out)
    schema = json.loads((ROOT / f"schemas/output/capability-{arguments[0]}.schema.json").read_text())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    return value


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The examples' folder, to be changed."""
    shutil.copy(ROOT / "koban.yaml", tmp_path)
    shutil.copytree(ROOT / "deployments/haven", tmp_path / "deployments/haven")
    return tmp_path


def change(folder: Path, file: str, apply: Any) -> None:
    path = folder / "deployments/haven" / file
    yaml = YAML()
    document = yaml.load(path.read_text())
    apply(document["spec"])
    with path.open("w") as out:
        yaml.dump(document, out)


def test_every_capability_is_listed_with_what_research_says() -> None:
    found = {one["name"]: one for one in told("list")["capabilities"]}
    assert len(found) >= 39
    one = found["elder-fraud-prevention"]
    assert (one["title"], one["approach"], one["origin"]) == (
        "Fraud prevention with older people",
        "proactive",
        "koban-framework",
    )
    assert (
        told("list", "--language", "pl")["capabilities"][0]["title"]
        != told("list")["capabilities"][0]["title"]
    )


def test_a_capability_is_shown_with_its_parts_and_those_who_work_on_it() -> None:
    found = told("show", "elder-fraud-prevention")
    assert [one["name"] for one in found["skills"]] == ["one-to-one-coaching", "bank-liaison"]
    assert [one["level"] for one in found["levels"]] == [0, 1, 2, 3, 4]
    assert {one["name"] for one in found["studies"]} == set(found["evidence"])
    assert {"community": "modrzewie-gorne", "level": 1, "wanted": 3} in found["communities"]


def test_every_piece_of_research_says_what_was_studied_what_came_out_and_how_it_was_verified() -> None:
    found = told("evidence")["evidence"]
    assert len(found) > 30
    for one in found:
        assert all(one[field] for field in ("cite", "studied", "effect", "on", "quality", "verified"))
    assert [one["name"] for one in told("evidence", "stad-2003")["evidence"]] == ["stad-2003"]
    of_one = told("evidence", "elder-fraud-prevention")["evidence"]
    assert [one["name"] for one in of_one] == ["elder-2017", "elder-2024"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_has_a_chain_from_need_to_roadmap(name: str) -> None:
    gaps, roadmap, options = (told(command, name) for command in ("gap", "roadmap", "options"))
    needs = {one["name"] for one in gaps["needs"]}
    priorities = [one["priority"] for one in gaps["gaps"]]
    assert priorities == sorted(priorities, reverse=True)
    assert priorities[0] > 0
    for one in gaps["gaps"]:
        assert one["gap"] == max(0, one["wanted"] - one["level"])
        assert set(one["needs"]) <= needs
        assert (one["evidence"]["effect"] == "unknown") == (not one["evidence"]["entries"])
        assert {kind: len(ids) for kind, ids in one["missing"].items()} == {
            kind: len(titles) for kind, titles in one["missingTitles"].items()
        }
    measures = {one["name"] for one in roadmap["items"]}
    assert measures & {measure for one in gaps["gaps"] for measure in one["measures"]}
    assert "nothing" in {one["name"] for one in options["options"]}
    assert "no app alone closes a gap" in gaps["note"]


def test_titles_are_in_the_forces_language_or_the_one_asked_for() -> None:
    own = {one["capability"]: one["title"] for one in told("gap", "zoutkade")["gaps"]}
    asked = {one["capability"]: one["title"] for one in told("gap", "zoutkade", "--language", "fr")["gaps"]}
    assert own["procedural-justice"] == "Eerlijke behandeling in elk contact"
    assert own != asked


@pytest.mark.parametrize("command", OF_ONE)
def test_text_fits_80_columns_and_markdown_is_a_table(command: str) -> None:
    code, text, _ = run(command, "zoutkade")
    assert code == 0
    assert max(map(len, text.splitlines())) <= 80
    code, markdown, _ = run(command, "zoutkade", "--format", "markdown")
    assert markdown.startswith("# Zoutkade: ")
    assert "| --- |" in markdown


def test_what_an_app_cannot_do_and_why_a_level_is_lower_are_said(workspace: Path) -> None:
    def declare(spec: Any) -> None:
        held = spec["capabilities"]["procedural-justice"]
        held["level"], held["panel"]["level"] = 3, 1
        spec["framework"] = {"capabilities": {"procedural-justice": {"approach": "co-active"}}}

    change(workspace, "zoutkade/community.yaml", declare)
    _, text, _ = run("gap", "zoutkade", folder=workspace)
    flat = " ".join(text.split())
    assert "Features give technologies only, so no app alone closes a gap" in flat
    assert "1 of 3; the unit says 3, a panel says 1; the panel sees it lower" in flat
    one = next(
        one
        for one in told("gap", "zoutkade", folder=workspace)["gaps"]
        if one["capability"] == "procedural-justice"
    )
    assert (one["level"], one["declared"], one["panel"], one["because"][0]["reason"]) == (1, 3, 1, "panel")


def test_a_force_adds_a_capability_and_retires_another_in_yaml_alone(workspace: Path) -> None:
    added = {
        "title": "Water rescue",
        "definition": "People in the harbour are saved.",
        "approach": "reactive",
    }
    change(
        workspace,
        "force.yaml",
        lambda spec: spec.update(
            framework={
                "capabilities": {"water-rescue": added},
                "retire": {"procedural-justice": "Another body does it"},
            }
        ),
    )
    change(
        workspace,
        "zoutkade/community.yaml",
        lambda spec: spec["needs"]["calm-way-home"].setdefault("asksFor", {}).update({"water-rescue": 4}),
    )
    found = told("gap", "zoutkade", folder=workspace)
    names = {one["capability"]: one for one in found["gaps"]}
    assert names["water-rescue"]["title"] == "Water rescue"
    assert names["water-rescue"]["evidence"] == {"effect": "unknown", "entries": []}
    assert "procedural-justice" not in names
    assert found["retired"] == {"procedural-justice": "Another body does it"}
    listed = {one["name"]: one for one in told("list", folder=workspace)["capabilities"]}
    assert listed["water-rescue"]["origin"] == "force haven"
    assert listed["procedural-justice"]["retired"] == [
        {"by": "force haven", "reason": "Another body does it"}
    ]


def test_a_scenario_is_told_beside_today(workspace: Path) -> None:
    scenario = {
        "title": "Twice as many nights out",
        "story": "The quay gets forty more bars.",
        "context": {"bars-and-clubs": 30},
        "shifts": {"nightlife-harm-reduction": {"wanted": 1}},
        "new": {"visitor-safety": 3},
    }
    change(
        workspace, "force.yaml", lambda spec: spec.update(framework={"scenarios": {"more-nights": scenario}})
    )
    change(
        workspace,
        "zoutkade/community.yaml",
        lambda spec: spec["context"]["population"].update(expected={"2035": 20000}),
    )
    found = told("foresight", "zoutkade", "--scenario", "more-nights", folder=workspace)
    changes = {one["capability"]: one["change"] for one in found["outlooks"]}
    assert changes["visitor-safety"] == "appears"
    assert changes["nightlife-harm-reduction"] == "grows"
    assert changes["procedural-justice"] == "stays"
    assert "procedural-justice" in found["robust"]
    assert "more-nights" in found["scenarios"]
    facts = {one["name"]: (one["value"], one["scenario"], one["expected"]) for one in found["context"]}
    assert facts["population"] == (18400, None, {"2035": 20000})
    assert facts["bars-and-clubs"] == (46, 76, {})
    short = told("foresight", "zoutkade", "--scenario", "more-nights", "--term", "short", folder=workspace)
    assert next(one["scenario"] for one in short["context"] if one["name"] == "bars-and-clubs") == 56
    code, text, _ = run("foresight", "zoutkade", "--scenario", "more-nights", folder=workspace)
    assert (code, max(map(len, text.splitlines())) <= 80) == (0, True)
    code, _, error = run("foresight", "zoutkade", "--scenario", "more-night", folder=workspace)
    assert (code, 'did you mean "more-nights"?' in error) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["gap", "zoutkad"], 'did you mean "zoutkade"?'),
        (["roadmap", "nowhere-at-all"], "there are: kastanienviertel"),
        (["show", "elder-fraud"], 'did you mean "elder-fraud-prevention"?'),
        (["evidence", "stad-2004"], 'did you mean "stad-2003"?'),
        (["gaps"], 'did you mean "gap"?'),
        (["gap", "zoutkade", "--language", "no such"], "BCP 47"),
        (["report", "zoutkade", "--format", "pdf"], "--to report.pdf"),
    ],
)
def test_what_is_not_there_is_wrong_use_and_a_cure_is_named(arguments: list[str], cure: str) -> None:
    code, out, error = run(*arguments)
    assert code == 2
    assert cure in error
    assert not out


def test_a_community_with_mistakes_tells_them_and_exits_with_1(workspace: Path) -> None:
    change(workspace, "zoutkade/community.yaml", lambda spec: spec.update(theme="nothing-like-it"))
    code, out, error = run("gap", "zoutkade", folder=workspace)
    assert (code, out) == (1, "")
    assert "KB304" in error


def test_the_calendar_has_an_event_for_each_measure_with_a_day() -> None:
    done = CliRunner().invoke(cli, ["-C", str(ROOT), "capability", "calendar", "zoutkade"])
    calendar = done.stdout_bytes.decode()
    dated = [one for one in told("roadmap", "zoutkade")["items"] if one["start"] or one["end"]]
    assert done.exit_code == 0
    assert calendar.count("BEGIN:VEVENT") == len(dated) > 0
    assert "\r\nUID:responsible-service-course.zoutkade.haven@koban\r\n" in calendar


def test_outside_of_a_workspace_the_modules_are_told(tmp_path: Path) -> None:
    assert len(told("list", folder=tmp_path)["capabilities"]) >= 39
    assert told("show", "elder-fraud-prevention", folder=tmp_path)["communities"] == []
