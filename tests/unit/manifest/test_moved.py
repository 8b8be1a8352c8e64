"""`metadata.movedFrom`: read from one manifest, held against the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from koban.manifest.layout import lay_out
from koban.manifest.moved import read_claim, rivals
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace

WORKSPACE = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: test}\nspec: {}\n"
MANIFEST = "apiVersion: koban/v1\nkind: Community\nmetadata: {name: NAME, movedFrom: OLD}\nspec: {title: A}\n"


def tree(folder: Path, **manifests: str) -> WorkingTree:
    """`haven__kade="..."` is the manifest of kade in haven."""
    (folder / "koban.yaml").write_text(WORKSPACE)
    for path, text in manifests.items():
        home = folder / "deployments" / path.replace("__", "/")
        home.mkdir(parents=True)
        (home / "community.yaml").write_text(text)
    return WorkingTree(folder)


def manifest(name: str, old: str) -> str:
    return MANIFEST.replace("NAME", name).replace("OLD", old)


def codes(found: WorkingTree, *only: str) -> dict[str, list[str]]:
    """Community -> the codes of this kind that it is told."""
    loaded = load_workspace(found, only or None).communities
    return {
        name: [each.code for each in one.diagnostics if each.code.startswith("KB36")]
        for name, one in loaded.items()
    }


@pytest.mark.parametrize(
    ("text", "old", "legible"),
    [
        (manifest("kade", "pier"), "pier", True),
        (manifest("kade", "Oude Pier"), None, False),
        (manifest("kade", "[pier]"), None, False),
        ("metadata: {name: kade}\n", None, True),
        ("metadata: {name: kade, movedFrom: pier\n", None, False),
        ("", None, False),
        ('"metadata": {"name": "kade", "moved\\u0046rom": "pier"}\n', "pier", True),
    ],
)
def test_what_a_manifest_says_of_its_past(tmp_path: Path, text: str, old: str | None, legible: bool) -> None:
    found = tree(tmp_path, haven__kade=text)
    (place,) = lay_out(found.entries()).places()
    claim = read_claim(found, place)
    assert (claim.moved.name if claim.moved else None, claim.legible) == (old, legible)
    assert (claim.name, claim.force) == ("kade", "haven")


def test_a_folder_without_a_manifest_may_say_anything(tmp_path: Path) -> None:
    home = tmp_path / "deployments/haven/kade/texts"
    home.mkdir(parents=True)
    (home / "uk.yaml").write_text("title: A\n")
    found = WorkingTree(tmp_path)
    (place,) = lay_out(found.entries()).places()
    assert not read_claim(found, place).legible


def test_two_of_one_force_with_one_past_are_told_whoever_is_asked_for(tmp_path: Path) -> None:
    found = tree(tmp_path, haven__kade=manifest("kade", "oud"), haven__pier=manifest("pier", "oud"))
    assert codes(found) == {"kade": ["KB361"], "pier": ["KB361"]}
    assert codes(found, "kade") == {"kade": ["KB361"]}


def test_what_another_force_writes_makes_nothing_wrong_here(tmp_path: Path) -> None:
    found = tree(tmp_path, haven__kade=manifest("kade", "oud"), waal__pier=manifest("pier", "oud"))
    assert codes(found) == {"kade": [], "pier": []}
    places = lay_out(found.entries()).places()
    assert rivals(read_claim(found, place) for place in places) == {}


def test_a_name_that_somebody_has_is_told_wherever_their_folder_is(tmp_path: Path) -> None:
    found = tree(
        tmp_path,
        haven__kade=manifest("kade", "oud"),
        haven__pier=manifest("pier", "nieuw"),
        haven__nieuw=manifest("nieuw", "ooit"),
        waal__oud=manifest("oud", "zelf"),
    )
    assert codes(found) == {"kade": ["KB362"], "pier": ["KB362"], "nieuw": [], "oud": []}
    assert codes(found, "kade") == {"kade": ["KB362"]}


def test_forces_and_workspaces_have_no_past(tmp_path: Path) -> None:
    tree(tmp_path, haven__kade=manifest("kade", "oud"))
    (tmp_path / "koban.yaml").write_text(WORKSPACE.replace("{name: test}", "{name: test, movedFrom: b}"))
    (tmp_path / "deployments/haven/force.yaml").write_text(
        "apiVersion: koban/v1\nkind: Force\nmetadata: {name: haven, movedFrom: waal}\nspec: {}\n"
    )
    workspace = load_workspace(WorkingTree(tmp_path))
    assert [each.message for each in workspace.diagnostics] == ['metadata has no field "movedFrom"']
    assert 'metadata has no field "movedFrom"' in [
        each.message for each in workspace.forces["haven"].diagnostics
    ]
