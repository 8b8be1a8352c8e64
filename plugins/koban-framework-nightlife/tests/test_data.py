"""What one checks before giving a module to others: KOBAN takes it, and every name in it leads somewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from koban_framework_nightlife.plugin import koban_capability_modules

NAME = "koban-framework-nightlife"
COMPONENTS = ("knowledge", "skills", "technologies")
LEVELS = ["absent", "occasional", "planned", "practised", "learning"]


def entries(kind: str) -> dict[str, Any]:
    folder = koban_capability_modules()[0].folder
    found = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in folder.rglob("*.yaml")}
    return {name: entry["spec"] for name, entry in found.items() if entry["kind"] == kind}


@pytest.fixture(scope="module")
def installed() -> dict[str, Any]:
    answer = subprocess.run(
        [str(Path(sys.executable).with_name("koban")), "plugin", "list", "--format", "json"],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    plugins: list[dict[str, Any]] = json.loads(answer.stdout)["plugins"]
    return next(one for one in plugins if one["name"] == NAME)


def test_koban_takes_it(installed: dict[str, Any]) -> None:
    assert not installed["problems"]
    assert installed["capabilities"] == len(entries("Capability"))


def test_it_is_written_for_the_framework_that_forces_pin() -> None:
    assert [module["framework"] for module in entries("CapabilityModule").values()] == ["1"]


def test_every_level_says_what_it_looks_like() -> None:
    for name, capability in entries("Capability").items():
        assert list(capability["levels"]) == LEVELS, name
        assert "written" in capability["levels"]["planned"]["en"], name
        assert "80 %" in capability["levels"]["practised"]["en"], name
        assert "published" in capability["levels"]["learning"]["en"], name


def test_nothing_is_promised_that_nobody_studied() -> None:
    for name, capability in entries("Capability").items():
        assert (capability["evidence"], capability["confidence"]) == ([], "unknown"), name
    assert not any(measure.get("evidence") for measure in entries("Measure").values())


def test_measures_bring_every_component_and_no_other() -> None:
    wanted = {
        (name, kind, component)
        for name, capability in entries("Capability").items()
        for kind in COMPONENTS
        for component in capability[kind]
    }
    brought = {
        (name, kind, component)
        for measure in entries("Measure").values()
        for name, given in measure["gives"].items()
        for kind, components in given.items()
        for component in components
    }
    assert brought == wanted


def test_an_app_is_never_the_only_answer() -> None:
    measures = entries("Measure").values()
    without = {name for one in measures if one["kind"] != "technology" for name in one["gives"]}
    assert without == set(entries("Capability"))
