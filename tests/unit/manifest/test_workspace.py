"""Loading keeps every mistake where it belongs: with its community, its force or the workspace."""

from __future__ import annotations

from collections.abc import Mapping

from koban.diagnostics.diagnostic import has_errors
from koban.manifest.tree import Entry
from koban.manifest.workspace import Workspace, load_workspace
from koban.plugin.manager import load_registry

WORKSPACE = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n"
FORCE = """apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Police du Port
  language: fr
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: Appelez le 112.}
  controllers: {police: {name: Police, contact: office@police.example}}
  units: {quay: {name: Équipe du quai, posts: 2}}
  defaults: {features: {report: {with: {intro: Bonjour}}, news: true}, app: {largeText: true}}
"""
COMMUNITY = """apiVersion: koban/v1
kind: Community
metadata: {name: zoutkade}
spec:
  title: Zoutkade
  languages: [nl]
  unit: {of: quay, posts: 3}
  features: {news: false}
"""


class DictTree:
    """Files from a dict."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = {path: text.encode() for path, text in files.items()}

    def entries(self) -> Mapping[str, Entry]:
        return {path: Entry(path, len(body), str(hash(body))) for path, body in self._files.items()}

    def read(self, path: str) -> bytes:
        return self._files[path]


def _files(**changed: str | None) -> dict[str, str]:
    files = {
        "koban.yaml": WORKSPACE,
        "deployments/haven/force.yaml": FORCE,
        "deployments/haven/zoutkade/community.yaml": COMMUNITY,
        "deployments/haven/oude-stad/community.yaml": COMMUNITY.replace("zoutkade", "oude-stad"),
    }
    for key, text in changed.items():
        path = {
            "force": "deployments/haven/force.yaml",
            "community": "deployments/haven/zoutkade/community.yaml",
        }[key]
        if text is None:
            del files[path]
        else:
            files[path] = text
    return files


def _load(**changed: str | None) -> Workspace:
    return load_workspace(DictTree(_files(**changed)), parents=load_registry().parents)


def test_defaults_lie_under_the_manifest_in_their_own_language() -> None:
    node = _load().communities["zoutkade"].node
    assert node is not None
    spec = node.plain()
    assert spec["features"] == {
        "report": {"with": {"intro": {"fr": "Bonjour"}}},
        "news": {"enabled": False},
    }
    assert spec["unit"] == {"name": {"fr": "Équipe du quai"}, "posts": 3}
    assert spec["app"] == {"largeText": True}
    assert spec["title"] == {"nl": "Zoutkade"}
    intro = node.get("features", "report", "with", "intro")
    assert intro is not None
    assert intro.span.file == "deployments/haven/force.yaml"


def test_a_broken_community_leaves_the_others_alone() -> None:
    loaded = _load(community="spec: [")
    assert loaded.communities["zoutkade"].node is None
    assert has_errors(loaded.communities["zoutkade"].diagnostics)
    assert loaded.communities["oude-stad"].node is not None
    assert not loaded.communities["oude-stad"].diagnostics


def test_a_broken_force_makes_its_communities_invalid_and_not_absent() -> None:
    loaded = _load(force=FORCE.replace("country: BE", "country: Belgium"))
    assert set(loaded.communities) == {"zoutkade", "oude-stad"}
    for community in loaded.communities.values():
        assert community.node is None
        assert [found.span.file for found in community.force.diagnostics] == ["deployments/haven/force.yaml"]


def test_a_folder_without_manifest_is_a_mistake_and_not_absence() -> None:
    files = _files(community=None) | {"deployments/haven/zoutkade/area.geojson": "{}"}
    loaded = load_workspace(DictTree(files))
    assert [found.code for found in loaded.communities["zoutkade"].diagnostics] == ["KB242"]


def test_a_name_of_two_forces_is_kept_once_and_invalid() -> None:
    files = _files() | {
        "deployments/quay/force.yaml": FORCE.replace("name: haven", "name: quay"),
        "deployments/quay/zoutkade/community.yaml": COMMUNITY,
    }
    loaded = load_workspace(DictTree(files))
    assert loaded.communities["zoutkade"].folder == "deployments/haven/zoutkade"
    assert [found.code for found in loaded.communities["zoutkade"].diagnostics] == ["KB244"]


def test_only_those_asked_for_are_read() -> None:
    loaded = load_workspace(DictTree(_files()), only={"zoutkade"})
    assert set(loaded.communities) == {"zoutkade"}
    assert set(load_workspace(DictTree(_files()), only=()).communities) == set()


def test_inputs_are_all_files_it_depends_on_and_no_others() -> None:
    files = _files() | {"deployments/haven/zoutkade/texts/uk.yaml": "title: Соль\n"}
    loaded = load_workspace(DictTree(files)).communities["zoutkade"]
    assert sorted(loaded.inputs) == [
        "deployments/haven/force.yaml",
        "deployments/haven/zoutkade/community.yaml",
        "deployments/haven/zoutkade/texts/uk.yaml",
        "koban.yaml",
    ]


def test_nothing_at_all_is_told_as_no_workspace() -> None:
    loaded = load_workspace(DictTree({}))
    assert [found.code for found in loaded.diagnostics] == ["KB240"]
    assert loaded.spec is None


def test_an_unknown_shared_unit_brings_no_other_mistake() -> None:
    loaded = _load(community=COMMUNITY.replace("of: quay", "of: quai")).communities["zoutkade"]
    assert [found.code for found in loaded.diagnostics] == ["KB327"]
    assert loaded.node is not None
    assert loaded.node.get("unit", "name") is not None
