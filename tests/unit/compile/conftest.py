"""A small workspace as texts, and plugins that are there for tests only."""

import json
from types import ModuleType
from typing import Annotated

import pytest
from pydantic import Field

from koban.api import Config, Connector, Feature, FilePath, Finding, PurposeRef, Text, hookimpl
from koban.compile.compiler import compile_community
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry

SQUARE = {"type": "Polygon", "coordinates": [[[4.0, 51.0], [4.1, 51.0], [4.1, 51.1], [4.0, 51.0]]]}
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>'
FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Politie Haven
  language: nl
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: {nl: Bel 112., fr: Appelez le 112.}}
  roles: {officer: [local:officers]}
  purposes:
    response: {title: Meldingen, law: led-be, retention: 180d, readers: [officer]}
    nobody: {title: Niemand, law: gdpr, retention: 10d, readers: [chief-reader]}
  controllers: {police: {name: PZ Haven, contact: dpo@haven.example}}
""".replace("[chief-reader]", "[unit-lead]")
WORKSPACE = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: tests}\nspec: {}\n"
UNIT = "{name: Wijkteam, posts: 2, phone: '112', staffedHours: 24/7, maxOpenCases: 30}"
PLACE = "deployments/haven/zoutkade"


class Category(Config):
    label: Text
    purpose: PurposeRef = "response"


class BoxConfig(Config):
    categories: dict[str, Category] = {}
    picture: FilePath | None = None
    many: Annotated[int, Field(ge=0)] = 0
    on: bool = False
    intro: Text | None = None


class Box(Feature):
    """A feature for tests: asks for things, keeps a file, sees a mistake of its own."""

    name = "box"
    title = {"en": "Box"}
    Config = BoxConfig
    delivers = ["procedural-justice"]
    reports_to_desk = True

    def check(self, config):
        if config.many == 13:
            yield Finding(("many",), "thirteen is unlucky", "take twelve")
        if config.many == 99:
            raise ZeroDivisionError("oops")

    def forms(self, config):
        if config.many == 98:
            raise ZeroDivisionError("oops")
        return {name: {"label": one.label} for name, one in config.categories.items()}


class Raw(Feature):
    name = "raw"
    title = {"en": "Raw"}
    Config = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"places": {"type": "array", "items": {"type": "string"}}, "size": {"type": "integer"}},
        "required": ["places"],
    }


class Feed(Connector):
    name = "feed"
    title = {"en": "Feed"}
    pull = "nowhere:pull"

    class Config(Config):
        url: str


def _plugin():
    module = ModuleType("test-plugin")
    module.koban_features = hookimpl(lambda: [Box(), Raw()])
    module.koban_connectors = hookimpl(lambda: [Feed()])
    return module


@pytest.fixture(scope="session")
def plugins():
    """The installed plugins and the one for tests."""
    registry = load_registry([_plugin()])
    assert registry.problems == ()
    return registry


@pytest.fixture
def compiling(tmp_path, plugins):
    """Compiles a community whose `spec` is given as YAML: (diagnostics, compiled)."""

    def compile_(spec, files=None, force=FORCE):
        given = {
            "koban.yaml": WORKSPACE,
            "deployments/haven/force.yaml": force,
            f"{PLACE}/area.geojson": json.dumps(SQUARE),
            f"{PLACE}/icon.svg": ICON,
            f"{PLACE}/community.yaml": manifest(spec),
            **{f"{PLACE}/{name}": body for name, body in (files or {}).items()},
        }
        for path, body in given.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body if isinstance(body, bytes) else body.encode())
        return compile_here(tmp_path, plugins)

    return compile_


def compile_here(folder, registry):
    tree = WorkingTree(folder)
    loaded = load_workspace(tree, parents=registry.parents).communities["zoutkade"]
    return compile_community(loaded, registry, tree)


def manifest(spec):
    """A manifest whose `spec` begins in line 5; title, languages and unit are there unless given."""
    lines = [line for line in spec.strip("\n").split("\n") if line]
    for field, default in (("unit", UNIT), ("languages", "[nl]"), ("title", "Zoutkade")):
        if not any(line.startswith(f"{field}:") for line in lines):
            lines.append(f"{field}: {default}")
    head = "apiVersion: koban/v1\nkind: Community\nmetadata: {name: zoutkade}\nspec:\n"
    return head + "".join(f"  {line}\n" for line in lines if not line.endswith(": LEAVE"))
