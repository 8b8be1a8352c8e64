"""What lies under a manifest: the order of the layers, what each may say, and where a mistake in one is told."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.api import BlueprintFile, Config, Feature, Text, hookimpl
from koban.cli.checking import Checked, check_workspace
from koban.manifest.blueprint import Library
from koban.manifest.layers import lay_over
from koban.manifest.parents import Parents, default_node
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry

FORCE = """apiVersion: koban/v1
kind: Force
metadata: {{name: haven}}
spec:
  title: Police
  language: fr
  timeZone: Europe/Brussels
  country: BE
  emergency: {{call: "112", text: {{fr: Appelez le 112., nl: Bel 112.}}}}
  controllers: {{police: {{name: Police, contact: office@police.example}}}}
  defaults: {defaults}
"""


class BoardConfig(Config):
    """Settings of a board."""

    colour: str
    size: int = 1
    title: Text | None = None
    place: str = "hall"


class Board(Feature):
    """A feature with default settings."""

    name = "board"
    title = {"en": "Board"}
    Config = BoardConfig
    defaults = {"colour": "feature", "size": 2, "title": "Board"}


def plugin(folder: Path, **blueprints: str) -> Any:
    for name, spec in blueprints.items():
        (folder / f"{name}.yaml").write_text(document("Blueprint", name, spec), "utf-8")
    return SimpleNamespace(
        __name__="given",
        koban_features=hookimpl(specname="koban_features")(lambda: [Board()]),
        koban_blueprints=hookimpl(specname="koban_blueprints")(lambda: BlueprintFile.all_in(folder)),
    )


def document(kind: str, name: str, spec: str) -> str:
    return f"apiVersion: koban/v1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {spec}\n"


class Place:
    """A workspace in a folder, with one community."""

    def __init__(self, folder: Path, registry: Registry) -> None:
        self.folder, self.registry = folder, registry

    def load(self, spec: str, *, defaults: str = "{}", **blueprints: str) -> Any:
        self.write("koban.yaml", document("Workspace", "test", "{}"))
        self.write("deployments/haven/force.yaml", FORCE.format(defaults=defaults))
        self.write("deployments/haven/kade/community.yaml", document("Community", "kade", spec))
        for name, blueprint in blueprints.items():
            self.write(f"blueprints/{name}.yaml", document("Blueprint", name, blueprint))
        tree = WorkingTree(self.folder)
        return load_workspace(tree, parents=self.registry.parents).communities["kade"]

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def check(self) -> list[Any]:
        checked = Checked()
        for so_far in check_workspace(WorkingTree(self.folder), self.registry):
            checked = so_far
        return checked.diagnostics()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    blueprints = tmp_path / "plugin"
    blueprints.mkdir()
    given_plugin = plugin(
        blueprints, wide="{features: {board: {with: {colour: plugin, place: square, size: 3}}}}"
    )
    registry = load_registry([given_plugin])
    assert not registry.problems
    return Place(tmp_path / "work", registry)


def settings(loaded: Any) -> Any:
    return loaded.node.get("features", "board", "with").plain()


HEAD = "title: Kade, languages: [nl]"


def test_merge_order_later_wins_defaults_plugin_force_workspace_manifest(place: Place) -> None:
    only = place.load(f"{{{HEAD}, features: {{board: true}}}}")
    assert settings(only) == {"colour": "feature", "size": 2, "title": {"en": "Board"}}
    from_plugin = place.load(f"{{{HEAD}, extends: [wide], features: {{board: true}}}}")
    assert (settings(from_plugin)["colour"], settings(from_plugin)["size"]) == ("plugin", 3)
    defaults = "{features: {board: {with: {colour: force}}}}"
    by_force = place.load(f"{{{HEAD}, extends: [wide]}}", defaults=defaults)
    assert (settings(by_force)["colour"], settings(by_force)["place"]) == ("force", "square")
    own = {"left": "{features: {board: {with: {colour: left, size: 5}}}}"}
    own["right"] = "{features: {board: {with: {colour: right}}}}"
    by_blueprints = place.load(f"{{{HEAD}, extends: [wide, left, right]}}", defaults=defaults, **own)
    assert (settings(by_blueprints)["colour"], settings(by_blueprints)["size"]) == ("right", 5)
    manifest = f"{{{HEAD}, extends: [wide, left, right], features: {{board: {{with: {{colour: own}}}}}}}}"
    last = place.load(manifest, defaults=defaults, **own)
    assert settings(last) == {"colour": "own", "size": 5, "place": "square", "title": {"en": "Board"}}


def test_null_removes_what_a_parent_gives_defaults_of_a_feature_too(place: Place) -> None:
    loaded = place.load(f"{{{HEAD}, features: {{board: {{with: {{title: null, size: null}}}}}}}}")
    assert settings(loaded) == {"colour": "feature"}
    gone = place.load(f"{{{HEAD}, extends: [wide], features: {{board: null}}}}")
    assert gone.node.get("features").plain() == {}


def test_true_and_false_become_maps_before_they_merge(place: Place) -> None:
    off = place.load(f"{{{HEAD}, extends: [wide], features: {{board: false}}}}")
    board = off.node.get("features", "board").plain()
    assert (board["enabled"], board["with"]["colour"]) == (False, "plugin")


def test_texts_become_language_maps_before_they_merge(place: Place) -> None:
    defaults = "{features: {board: {with: {title: Tableau}}}}"
    head = "title: Kade, languages: [nl, fr, en]"
    loaded = place.load(f"{{{head}, features: {{board: {{with: {{title: Bord}}}}}}}}", defaults=defaults)
    assert settings(loaded)["title"] == {"en": "Board", "fr": "Tableau", "nl": "Bord"}


def test_of_texts_only_declared_languages_stay_and_all_where_there_is_none(place: Place) -> None:
    given = "{features: {board: {with: {title: {nl: Bord, de: Tafel, uk: Дошка}}}}}"
    head = "title: Kade, languages: [nl, de-simple]"
    loaded = place.load(f"{{{head}, extends: [ours]}}", ours=given)
    assert settings(loaded)["title"] == {"nl": "Bord", "de": "Tafel"}
    strange = place.load("{title: Quay, languages: [pt], extends: [ours]}", ours=given.replace("nl", "ar"))
    assert set(settings(strange)["title"]) == {"en", "ar", "de", "uk"}


def test_a_parent_is_extended_once_and_before_who_extends_it(place: Place) -> None:
    blueprints = {
        "base": "{app: {colour: '#000001', largeText: true}}",
        "left": "{extends: [base], app: {colour: '#000002'}}",
        "right": "{extends: [base]}",
    }
    loaded = place.load(f"{{{HEAD}, extends: [left, right]}}", **blueprints)
    assert loaded.node.get("app").plain() == {"colour": "#000002", "largeText": True}
    assert set(loaded.blueprints) == {"left", "right", "base"}


def test_a_force_extends_for_all_its_communities_that_do_not_say_otherwise(place: Place) -> None:
    defaults = "{extends: [wide]}"
    assert settings(place.load(f"{{{HEAD}, features: {{board: true}}}}", defaults=defaults))["size"] == 3
    without = place.load(f"{{{HEAD}, extends: [], features: {{board: true}}}}", defaults=defaults)
    assert settings(without)["size"] == 2


def test_the_first_language_may_come_from_a_parent(place: Place) -> None:
    loaded = place.load("{title: Набережна, extends: [ours]}", ours="{languages: [uk]}")
    assert loaded.language == "uk"
    assert loaded.node.get("title").plain() == {"uk": "Набережна"}


def test_every_part_keeps_its_file(place: Place) -> None:
    loaded = place.load(
        f"{{{HEAD}, extends: [wide, left], features: {{board: {{with: {{size: 9}}}}}}}}",
        left="{features: {board: {with: {colour: left}}}}",
    )
    node = loaded.node.get("features", "board", "with")
    files = {key: child.span.file for key, child in node.value.items()}
    assert files == {
        "title": "default of given (board)",
        "colour": "blueprints/left.yaml",
        "place": "given/plugin/wide.yaml",
        "size": "deployments/haven/kade/community.yaml",
    }


def test_a_circle_of_blueprints_is_told_with_both_places(place: Place) -> None:
    place.load(f"{{{HEAD}, extends: [left]}}", left="{extends: [right]}", right="{extends: [left]}")
    [found] = [one for one in place.check() if one.code == "KB351"]
    assert found.span.file == "blueprints/right.yaml"
    assert [one.span.file for one in found.related] == ["deployments/haven/kade/community.yaml"]


def test_a_missing_parent_is_told_with_both_places(place: Place) -> None:
    place.load(f"{{{HEAD}, extends: [left]}}", left="{extends: [wiede]}")
    [found] = [one for one in place.check() if one.code == "KB350"]
    assert (found.span.file, found.label) == ("blueprints/left.yaml", 'did you mean "wide"?')
    assert [one.span.file for one in found.related] == ["deployments/haven/kade/community.yaml"]


def test_a_mistake_of_a_shared_parent_is_told_once_with_the_communities_counted(place: Place) -> None:
    place.load(f"{{{HEAD}, extends: [left]}}", left="{features: {board: {with: {colur: red}}}}")
    for name in ("noord", "zuid"):
        text = document("Community", name, f"{{{HEAD}, extends: [left]}}")
        place.write(f"deployments/haven/{name}/community.yaml", text)
    [found] = [one for one in place.check() if one.code == "KB204"]
    assert found.span.file == "blueprints/left.yaml"
    assert found.help.endswith("this touches 3 communities")


def test_a_decision_of_a_parent_cannot_be_taken_away(place: Place) -> None:
    decided = "{no-board: {by: panel, date: 2026-01-01, text: {nl: Geen bord}, forbids: [features.board]}}"
    blueprint = f"{{decisions: {decided}}}"
    partners = "partners: {panel: {title: Panel, panel: true, may: [decide]}}"
    for change in ("null", "{forbids: []}"):
        manifest = f"{{{HEAD}, {partners}, extends: [ours], features: {{board: true}}, decisions: {{no-board: {change}}}}}"
        place.load(manifest, ours=blueprint)
        assert {"KB401", "KB406"} <= {one.code for one in place.check()}


def test_a_later_decision_of_the_same_body_ends_one(place: Place) -> None:
    decided = "{no-board: {by: panel, date: 2026-01-01, text: {nl: Geen bord}, forbids: [features.board]}}"
    later = "{by: panel, date: 2026-03-01, text: Toch een bord, ends: [no-board]}"
    partners = "partners: {panel: {title: Panel, panel: true, may: [decide]}}"
    place.load(
        f"{{{HEAD}, {partners}, extends: [ours], features: {{board: true}}, decisions: {{a-board: {later}}}}}",
        ours=f"{{decisions: {decided}}}",
    )
    assert not [one for one in place.check() if one.code.startswith("KB4")]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
_SPECS = st.fixed_dictionaries({}, optional={"unit": _VALUES, "partners": _VALUES, "app": _VALUES})


def _laid(spec: Any, *below: Any) -> Any:
    library = Library(WorkingTree(Path()), {}, {})
    defaults = default_node(below[0], "force.yaml") if below else None
    return lay_over(default_node(spec, "community.yaml"), defaults, "nl", Parents(), library).node.plain()


@given(_SPECS, _SPECS)
def test_laying_the_same_over_it_again_changes_nothing(spec: Any, below: Any) -> None:
    once = _laid(spec, below)
    assert _laid(spec, once) == once


@given(_SPECS)
def test_nothing_below_is_as_if_there_were_no_layer(spec: Any) -> None:
    assert _laid(spec, {}) == _laid(spec)


@pytest.mark.parametrize("own", ["", ", connectors: {lamps: {secrets: {key: {env: LAMPS}}}}"])
def test_a_secret_that_itself_stands_in_a_blueprint_is_told_there_once(place: Place, own: str) -> None:
    blueprint = "{connectors: {lamps: {uses: geojson, secrets: {key: hunter22}, with: {token: hunter23}}}}"
    loaded = place.load(f"{{{HEAD}, extends: [lit]{own}}}", lit=blueprint)
    told = [(one.code, one.span.file) for one in loaded.diagnostics]
    assert told == [("KB403", "blueprints/lit.yaml")] * 2
    assert "hunter" not in repr(loaded.node.plain())
    assert [one.code for one in place.check() if one.code == "KB403"] == ["KB403"] * 2


def test_a_secret_in_a_blueprint_that_nobody_extends_is_told_too(place: Place) -> None:
    place.load(f"{{{HEAD}}}", lit="{connectors: {lamps: {secrets: {key: hunter22}}}}")
    assert [one.span.file for one in place.check() if one.code == "KB403"] == ["blueprints/lit.yaml"]


def test_a_plugin_whose_blueprint_holds_a_secret_is_not_used(tmp_path: Path) -> None:
    tmp_path.joinpath("one").mkdir()
    given = plugin(tmp_path / "one", lit="{connectors: {lamps: {secrets: {key: hunter22}}}}")
    (problem,) = load_registry([given]).problems
    assert 'the secret "key" itself stands here' in problem.message
