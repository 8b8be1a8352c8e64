"""A plugin of twenty lines, built as a wheel outside this repository and used by a community like any other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.fleet import Fleet, wait_for

PLUGIN = '''\
from koban.api import Config, Feature, Screen, hookimpl


class SafePlacesConfig(Config):
    """Settings under `features.<name>.with`."""

    places: list[str] = []


class SafePlaces(Feature):
    name = "safe-places"
    title = {"en": "Safe places"}
    approach = "proactive"
    delivers = ["safe-places-guardianship"]
    Config = SafePlacesConfig
    screens = [Screen("", title=title, icon="shield", template="safe-places.html", offline="data")]


@hookimpl
def koban_features():
    return [SafePlaces()]
'''
PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "koban-safe-places"
version = "0.3.0"
requires-python = ">=3.11"
dependencies = ["koban"]

[project.entry-points.koban]
koban-safe-places = "koban_safe_places.plugin"

[tool.hatch.build.targets.wheel]
packages = ["koban_safe_places"]
"""
TEMPLATE = """\
{% extends "citizen.html" %}
{% block title %}Safe places{% endblock %}
{% block main %}<h1>Safe places</h1><ul>{% for place in visit.config.places %}<li>{{ place }}</li>{% endfor %}</ul>{% endblock %}
"""
FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: harbour}
spec:
  title: Harbour Police
  language: en
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: In danger? Call 112.}
  controllers: {police: {name: Harbour Police, contact: privacy@harbour.example}}
"""
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {name: quay}
spec:
  title: Quay
  languages: [en]
  unit: {name: Quay post}
  features:
    safe-places:
      with:
        places: [Library, Night bus]
"""
WORKSPACE = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: outside}\nspec: {}\n"


def write(folder: Path, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Where the built wheel is installed, for PYTHONPATH."""
    folder = tmp_path_factory.mktemp("outside")
    source = write(
        folder / "koban-safe-places",
        {
            "pyproject.toml": PROJECT,
            "koban_safe_places/__init__.py": "",
            "koban_safe_places/plugin.py": PLUGIN,
            "koban_safe_places/templates/safe-places.html": TEMPLATE,
        },
    )
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    run([*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(folder), str(source)])
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    run([*pip, "install", *offline, "--target", str(target), str(wheel)])
    return target


def run(command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120, **options)


@pytest.fixture
def koban(installed):
    def call(*arguments):
        program = "import sys; from koban.cli.main import main; main()"
        environment = {**os.environ, "PYTHONPATH": str(installed), "NO_COLOR": "1"}
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=60,
        )

    return call


@pytest.fixture
def workspace(tmp_path):
    return write(
        tmp_path,
        {
            "koban.yaml": WORKSPACE,
            "deployments/harbour/force.yaml": FORCE,
            "deployments/harbour/quay/community.yaml": COMMUNITY,
        },
    )


def test_it_has_twenty_lines_of_code():
    code = [line for line in PLUGIN.splitlines() if line.strip() and '"""' not in line]
    assert len(code) <= 20


def test_its_wheel_brings_its_template(installed):
    assert (installed / "koban_safe_places/templates/safe-places.html").read_text() == TEMPLATE


def test_it_is_listed(koban):
    out = koban("plugin", "list", "--format", "json")
    assert out.returncode == 0, out.stdout
    listed = {plugin["name"]: plugin for plugin in json.loads(out.stdout)["plugins"]}
    assert listed["koban-safe-places"]["version"] == "0.3.0"
    assert listed["koban-safe-places"]["features"] == ["safe-places"]


def test_a_community_uses_it(koban, workspace):
    out = koban("-C", str(workspace), "check", "--format", "json")
    assert out.returncode == 0, out.stdout + out.stderr
    assert json.loads(out.stdout)["diagnostics"] == []
    plan = koban("-C", str(workspace), "plan")
    assert '"Quay" goes live, in English, with: "Safe places"' in plan.stdout


def test_a_typo_in_its_settings_is_told_where_it_stands(koban, workspace):
    manifest = workspace / "deployments/harbour/quay/community.yaml"
    manifest.write_text(COMMUNITY.replace("places: [", "plases: ["))
    out = koban("-C", str(workspace), "check")
    assert out.returncode == 1, out.stdout + out.stderr
    assert "deployments/harbour/quay/community.yaml:11:9: error:" in out.stdout
    assert 'did you mean "places"?' in out.stdout
    assert "Traceback" not in out.stdout + out.stderr


def test_a_value_of_the_wrong_kind_is_told_where_it_stands(koban, workspace):
    manifest = workspace / "deployments/harbour/quay/community.yaml"
    manifest.write_text(COMMUNITY.replace("[Library, Night bus]", "Library"))
    out = koban("-C", str(workspace), "check")
    assert out.returncode == 1
    assert "deployments/harbour/quay/community.yaml:11:17: error:" in out.stdout


def test_without_the_plugin_the_feature_is_unknown(workspace):
    program = "import sys; from koban.cli.main import main; main()"
    command = [sys.executable, "-c", program, "-C", str(workspace), "check"]
    out = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert out.returncode == 1
    assert 'there is no feature called "safe-places"' in out.stdout


def test_its_schema_stands_beside_the_others(koban, workspace):
    assert koban("-C", str(workspace), "schema", "write").returncode == 0
    schema = json.loads(
        (workspace / "schemas/v1/plugins/koban-safe-places/safe-places.schema.json").read_text()
    )
    assert list(schema["properties"]) == ["places"]
    community = json.loads((workspace / "schemas/v1/community.schema.json").read_text())
    features = community["properties"]["spec"]["properties"]["features"]["anyOf"]
    assert "safe-places" in next(one for one in features if one["type"] == "object")["properties"]


@pytest.fixture
def fleet(installed, workspace, monkeypatch):
    """`koban up` over that workspace, with the wheel where every process finds it."""
    monkeypatch.setenv("PYTHONPATH", str(installed))
    fleet = Fleet(workspace)
    fleet.begin()
    fleet.up()
    yield fleet
    fleet.close()


def test_a_host_serves_its_screen_and_a_typo_leaves_it_as_it_is(fleet, installed):
    fleet.wait_until_announced()
    home, screen = fleet.get("quay"), fleet.get("quay", "/safe-places/")
    assert (home.status_code, screen.status_code) == (200, 200)
    assert 'href="/safe-places/"' in home.text
    assert "<li>Library</li><li>Night bus</li>" in screen.text
    assert "<title>Safe places" in screen.text
    manifest = "deployments/harbour/quay/community.yaml"
    fleet.commit({manifest: COMMUNITY.replace("places: [", "plases: [")})
    wait_for(lambda: fleet.condition("quay", "Valid")["status"] == "False", "the typo is noticed")
    assert fleet.condition("quay", "Valid")["message"].startswith(f"{manifest}:11:9: ")
    assert "<li>Library</li>" in fleet.get("quay", "/safe-places/").text
    fleet.commit({manifest: COMMUNITY.replace("Library", "Town hall")})
    wait_for(
        lambda: "<li>Town hall</li>" in fleet.get("quay", "/safe-places/").text, "the mended settings go live"
    )
