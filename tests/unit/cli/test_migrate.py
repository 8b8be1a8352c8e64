"""Older manifests and settings are read with a warning and rewritten by `koban migrate`; nothing that runs changes by that.

There was no older version of the language yet: the one here, koban/v0, exists in these tests only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from koban.api import Config, Feature, MapValues, Move, Remove, Rename, Text
from koban.cli import check, migrate
from koban.cli.exit import Exit
from koban.cli.main import run
from koban.compile.compiler import compile_community
from koban.manifest.tree import WorkingTree
from koban.manifest.versions import CURRENT, OLDER, Older
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry
from koban.plugin.registry import Contributed, Registry
from tests.diagnostics.workspaces import COMMUNITY, make_workspace

FORCE = "deployments/haven/force.yaml"
TEXTS = "deployments/haven/zoutkade/texts/uk.yaml"
V0 = Older(
    "koban/v0.5",
    {
        "Community": (Rename("spec.name", "label"), Move("spec.phone", "spec.unit.phone")),
        "Force": (Rename("spec.zone", "timeZone"),),
        "Workspace": (Remove("spec.owner", "it said nothing"),),
        "Blueprint": (Rename("spec.name", "label"),),
    },
)
V05 = Older(
    CURRENT,
    {
        "Community": (
            Rename("spec.label", "title"),
            MapValues("spec.features.*", {"on": True, "off": False}),
        ),
        "Blueprint": (Rename("spec.label", "title"),),
    },
)


class GuestConfig(Config):
    """Settings as the plugin wants them now."""

    greeting: Text
    tone: str = "plain"
    opening: dict[str, str] = {}


class Guestbook(Feature):
    name = "guestbook"
    title = {"en": "Guestbook"}
    Config = GuestConfig
    migrations = (
        Rename("welcome", "greeting"),
        MapValues("tone", {"formal": "stiff"}),
        Move("hours", "opening.hours"),
        Remove("colour", "the app has one colour"),
    )


OLD_COMMUNITY = """\
# ours
apiVersion: "koban/v0"
kind: Community
metadata: {name: zoutkade}
spec:
    'name':   Zoutkade  # what people say
    languages: [nl, uk]
    phone: "112"   # always
    unit:
        of: wijkteam
    features: {report: on, news: 'off'}
"""
NEW_COMMUNITY = """\
# ours
apiVersion: "koban/v1"
kind: Community
metadata: {name: zoutkade}
spec:
    'title':   Zoutkade  # what people say
    languages: [nl, uk]
    unit:
        of: wijkteam
        phone: "112"   # always
    features: {report: true, news: false}
"""


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    found = load_registry()
    found = replace(
        found, features={**found.features, "guestbook": Contributed("koban-guests", "2", Guestbook())}
    )
    for module in (check, migrate):
        monkeypatch.setattr(module, "load_registry", lambda: found)
    return found


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(OLDER, "koban/v0", V0)
    monkeypatch.setitem(OLDER, "koban/v0.5", V05)
    yield
    monkeypatch.undo()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = make_workspace(tmp_path)
    (folder / TEXTS).parent.mkdir()
    return folder


def _old_version(workspace: Path) -> None:
    (workspace / COMMUNITY).write_text(OLD_COMMUNITY)
    (workspace / TEXTS).write_text("name: Зоуткаде # x\n")
    force = workspace / FORCE
    force.write_text(force.read_text().replace("koban/v1", "koban/v0").replace("timeZone:", "zone: "))
    (workspace / "koban.yaml").write_text(
        "apiVersion: koban/v0\nkind: Workspace\nmetadata: {name: x}\nspec:\n  title: X\n  owner: y # z\n"
    )


def _old_settings(workspace: Path) -> None:
    path = workspace / COMMUNITY
    path.write_text(
        path.read_text().replace("[nl]", "[nl, uk]")
        + "    guests:\n      uses: guestbook\n      with:\n        welcome: Dag # hallo\n        tone: formal\n"
        "        colour: red\n        hours: always\n"
    )
    (workspace / TEXTS).write_text(
        "title: Зоуткаде\nfeatures: {guests: {with: {welcome: Вітаємо, hours: {}}}}\n".replace(
            ", hours: {}", ""
        )
    )
    force = workspace / FORCE
    force.write_text(force.read_text() + "  defaults:\n    features:\n      guests: {with: {tone: formal}}\n")


def _digest(workspace: Path, registry: Registry) -> str:
    tree = WorkingTree(workspace)
    found, compiled = compile_community(
        load_workspace(tree, parents=load_registry().parents).communities["zoutkade"], registry, tree
    )
    assert compiled is not None, found
    return compiled.digest


def _run(workspace: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(["-C", str(workspace), *arguments])
    told = capsys.readouterr()
    return code, told.out + told.err


def _bytes(workspace: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}


def test_an_older_version_is_read_with_one_warning_a_file(
    workspace: Path, registry: Registry, older: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _old_version(workspace)
    code, told = _run(workspace, capsys, "check")
    assert code == Exit.FINE, told
    assert told.count("KB222") == 3
    assert told.count("warning") == 3 + 1
    assert f"{COMMUNITY}:2:13: warning: this manifest is written in koban/v0" in told
    assert "`koban migrate` rewrites it" in told


def test_it_is_rewritten_and_means_the_same(
    workspace: Path, registry: Registry, older: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _old_version(workspace)
    digest = _digest(workspace, registry)
    code, told = _run(workspace, capsys, "migrate")
    assert code == Exit.FINE
    assert f'{COMMUNITY}:6: "name" is "label" now\n' in told
    assert f"{COMMUNITY}: koban/v0 is koban/v1 now\n" in told
    assert told.endswith("4 files looked at, 4 rewritten\n")
    assert (workspace / COMMUNITY).read_text() == NEW_COMMUNITY
    assert (workspace / TEXTS).read_text() == "title: Зоуткаде # x\n"
    assert (workspace / "koban.yaml").read_text().endswith("spec:\n  title: X\n")
    assert _run(workspace, capsys, "check") == (Exit.FINE, "1 community checked, nothing is wrong\n")
    assert _digest(workspace, registry) == digest
    before = _bytes(workspace)
    assert _run(workspace, capsys, "migrate") == (Exit.FINE, "4 files looked at, none rewritten\n")
    assert _bytes(workspace) == before


def test_a_mistake_in_an_older_manifest_is_told_at_its_place(
    workspace: Path, registry: Registry, older: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _old_version(workspace)
    (workspace / COMMUNITY).write_text(OLD_COMMUNITY.replace("Zoutkade  #", "[1]  #"))
    code, told = _run(workspace, capsys, "check")
    assert code == Exit.PROBLEMS
    assert f'{COMMUNITY}:6:15: error: "title" must be' in told


def test_a_blueprint_is_rewritten_too(
    workspace: Path, registry: Registry, older: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / "blueprints/quay.yaml"
    path.parent.mkdir()
    path.write_text("apiVersion: koban/v0\nkind: Blueprint\nmetadata: {name: quay}\nspec: {name: Kade} # c\n")
    assert _run(workspace, capsys, "migrate", "blueprints")[0] == Exit.FINE
    assert (
        path.read_text()
        == "apiVersion: koban/v1\nkind: Blueprint\nmetadata: {name: quay}\nspec: {title: Kade} # c\n"
    )


def test_both_names_at_once_are_told_and_nothing_is_written(
    workspace: Path, registry: Registry, older: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _old_version(workspace)
    (workspace / COMMUNITY).write_text(OLD_COMMUNITY + "    label: Kade\n")
    before = (workspace / COMMUNITY).read_bytes()
    for command in ("check", "migrate"):
        code, told = _run(workspace, capsys, command)
        assert code == Exit.PROBLEMS
        assert (
            f'{COMMUNITY}:6:5: error: "name" is the old name of "spec.label", and both are there [KB224]'
            in told
        )
    assert (workspace / COMMUNITY).read_bytes() == before


def test_a_version_that_nobody_knows_is_an_error_that_names_the_known(
    workspace: Path, registry: Registry, older: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / COMMUNITY).write_text(OLD_COMMUNITY.replace("koban/v0", "koban/v7"))
    code, told = _run(workspace, capsys, "check")
    assert code == Exit.PROBLEMS
    assert "KB203" in told
    assert "known: koban/v0, koban/v0.5, koban/v1" in told


def test_older_settings_are_read_with_a_warning_each(
    workspace: Path, registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    _old_settings(workspace)
    code, told = _run(workspace, capsys, "check")
    assert code == Exit.FINE, told
    assert told.count("KB223") == 4
    assert (
        f'{COMMUNITY}:13:9: warning: "welcome" is called "greeting" now in the settings of koban-guests'
        in told
    )
    assert '"colour" is no setting of koban-guests any more: the app has one colour' in told
    assert '"formal" is written "stiff" now' in told
    assert '"hours" belongs at "opening.hours" now' in told


def test_older_settings_are_rewritten_in_every_file_that_has_them(
    workspace: Path, registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    _old_settings(workspace)
    digest = _digest(workspace, registry)
    code, told = _run(workspace, capsys, "migrate")
    assert code == Exit.FINE, told
    assert told.endswith("4 files looked at, 3 rewritten\n")
    assert (
        (workspace / COMMUNITY)
        .read_text()
        .endswith(
            "      with:\n        greeting: Dag # hallo\n        tone: stiff\n        opening:\n          hours: always\n"
        )
    )
    assert "with: {greeting: Вітаємо}" in (workspace / TEXTS).read_text()
    assert "guests: {with: {tone: stiff}}" in (workspace / FORCE).read_text()
    assert _run(workspace, capsys, "check") == (Exit.FINE, "1 community checked, nothing is wrong\n")
    assert _digest(workspace, registry) == digest
    assert _run(workspace, capsys, "migrate")[1] == "4 files looked at, none rewritten\n"


def test_a_new_name_is_a_safe_fix_unless_translations_name_the_old_one(
    workspace: Path, registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    _old_settings(workspace)
    before = (workspace / COMMUNITY).read_text()
    assert "mended" not in _run(workspace, capsys, "check", "--fix")[1]
    (workspace / TEXTS).write_text("title: Зоуткаде\n")
    told = _run(workspace, capsys, "check", "--fix")[1]
    assert f'mended {COMMUNITY}:13:9: "welcome" is now "greeting"\n' in told
    assert (workspace / COMMUNITY).read_text() == before.replace("welcome:", "greeting:")


def test_a_bundle_for_an_older_plugin_is_served_by_the_newer_one() -> None:
    settings = Guestbook().read_settings({"welcome": {"nl": "Dag"}, "tone": "formal", "colour": "red"})
    assert settings == GuestConfig(greeting={"nl": "Dag"}, tone="stiff")


def test_what_cannot_be_read_stays(
    workspace: Path, registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / FORCE).write_text("a:\n\tb: 1\n")
    code, told = _run(workspace, capsys, "migrate")
    assert code == Exit.PROBLEMS
    assert f"{FORCE}:2:1: error:" in told
    assert (workspace / FORCE).read_text() == "a:\n\tb: 1\n"
