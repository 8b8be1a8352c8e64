"""`koban plan`: the working tree against what is served."""

import json
import shutil
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from koban.cli.exit import Exit
from koban.cli.main import run
from koban.compile.compiler import compile_community
from koban.compile.schemas import schema_files
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.clock import SystemClock
from koban.plugin.manager import load_registry
from koban.store.control import ControlStore

FILES = {
    "koban.yaml": "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: tests}\nspec: {}\n",
    "deployments/haven/force.yaml": """\
apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Politie Haven
  language: nl
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: Bel 112.}
  controllers: {police: {name: PZ Haven, contact: dpo@haven.example}}
""",
    "deployments/haven/zoutkade/community.yaml": """\
apiVersion: koban/v1
kind: Community
metadata: {name: zoutkade}
spec:
  title: Zoutkade
  languages: [nl]
  unit: {name: Wijkteam}
  features: {news: true}
""",
}
LEASE = timedelta(minutes=1)
MANIFEST = "deployments/haven/zoutkade/community.yaml"


@pytest.fixture
def folder(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.fixture
def served(folder):
    """The same, with the community as it is now served."""
    return serve(folder)


def serve(folder):
    tree = WorkingTree(folder)
    registry = load_registry()
    loaded = load_workspace(tree, parents=registry.parents).communities["zoutkade"]
    _, compiled = compile_community(loaded, registry, tree)
    store = ControlStore.open(folder / ".koban", SystemClock())
    fence = store.acquire_lease("reconciler", "test", LEASE)
    row = store.adopt("zoutkade", "haven")
    store.set_candidate(row.uid, compiled.digest, "r1", compiled, fence)
    store.serve(row.uid, compiled.digest, "r1", "test", fence)
    store.close()
    return folder


def plan(folder, capsys, *options):
    code = run(["-C", str(folder), "plan", *options])
    return code, capsys.readouterr()


def as_json(folder, capsys, *options):
    code, out = plan(folder, capsys, "--format", "json", *options)
    value = json.loads(out.out)
    schema = json.loads(schema_files(load_registry())["output/plan.schema.json"])
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    return code, value


def test_without_a_state_everything_is_created_and_none_is_made(folder, capsys):
    code, value = as_json(folder, capsys)
    assert code == Exit.FINE
    assert [(one["community"], one["action"]) for one in value["changes"]] == [("zoutkade", "create")]
    assert not (folder / ".koban").exists()


def test_the_plan_of_what_is_served_is_empty(served, capsys):
    code, out = plan(served, capsys, "--exit-code")
    assert (code, out.out) == (Exit.FINE, "er zou niets veranderen\n")


def test_an_edit_is_told_in_words_and_by_field(served, capsys):
    edit(served, "title: Zoutkade", "title: Kade")
    code, out = plan(served, capsys)
    assert code == Exit.FINE
    assert out.out == (
        "zoutkade: wijzigt\n"
        '  - De gemeenschap heet nu "Kade" in plaats van "Zoutkade"\n'
        "  Een verandering van woorden en uiterlijk: volgens de regels van vandaag hoeft niemand in te stemmen [cosmetic]\n"
        f'    title.nl: "Zoutkade" -> "Kade" ({MANIFEST}:5)\n'
        "\n"
        "gewijzigd: 1\n"
        "Verder met: koban apply --working-tree\n"
    )


def test_exit_code_4_tells_that_changes_are_pending(served, capsys):
    edit(served, "title: Zoutkade", "title: Kade")
    assert plan(served, capsys, "--exit-code")[0] == Exit.PENDING


def test_a_folder_that_is_gone_is_a_deletion(served, capsys):
    shutil.rmtree(served / "deployments/haven/zoutkade")
    _, value = as_json(served, capsys)
    assert [(one["community"], one["action"]) for one in value["changes"]] == [("zoutkade", "delete")]


def test_what_is_served_refuses_what_uses_a_limit_that_it_raises(folder, capsys):
    force = "deployments/haven/force.yaml"
    limit = "  limits: {features.*.with.onHome: {max: 3}}\n"
    (folder / force).write_text(FILES[force] + limit)
    serve(folder)
    (folder / force).write_text(FILES[force] + limit.replace("3", "6"))
    edit(folder, "news: true", "news: {with: {onHome: 5}}")
    code, out = plan(folder, capsys)
    assert code == Exit.PROBLEMS
    assert (
        f"{MANIFEST}:8:36: features.news.with.onHome is 5, and the force allows at most 3 [KB508]" in out.err
    )
    assert "change the limit in a commit of its own" in out.err
    assert "zoutkade: bevat fouten" in out.out


def test_an_invalid_community_keeps_what_it_has(served, capsys):
    edit(served, "news: true", "nws: true")
    code, value = as_json(served, capsys)
    assert (code, value) == (Exit.PROBLEMS, {"changes": [], "invalid": ["zoutkade"]})
    _, out = plan(served, capsys)
    assert f"{MANIFEST}:8:14: there is no feature" in out.err
    assert "houdt dus wat er is" in out.out


def test_a_broken_workspace_deletes_nothing(served, capsys):
    (served / "koban.yaml").write_text("{")
    shutil.rmtree(served / "deployments/haven/zoutkade")
    code, value = as_json(served, capsys)
    assert (code, value["changes"]) == (Exit.PROBLEMS, [])


def edit(folder, old, new):
    path = folder / MANIFEST
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def rename(folder, *, force="haven", old="zoutkade"):
    """Move the folder to a new name, with another title; the manifest says what it was called before."""
    text = (folder / MANIFEST).read_text().replace("{name: zoutkade}", f"{{name: pier, movedFrom: {old}}}")
    shutil.rmtree((folder / MANIFEST).parent)
    if force != "haven":
        given = (folder / "deployments/haven/force.yaml").read_text()
        (folder / f"deployments/{force}").mkdir()
        (folder / f"deployments/{force}/force.yaml").write_text(given.replace("haven}", f"{force}}}"))
    (folder / f"deployments/{force}/pier").mkdir()
    (folder / f"deployments/{force}/pier/community.yaml").write_text(text.replace("Zoutkade", "Pier"))


def told(folder, capsys):
    _, value = as_json(folder, capsys)
    return [(one["community"], one["action"]) for one in value["changes"]]


def test_a_renamed_community_is_neither_created_nor_deleted(served, capsys):
    rename(served)
    ((name, action),) = told(served, capsys)
    assert name == "pier"
    assert action not in {"create", "delete"}


def test_a_name_that_was_never_there_is_no_rename(served, capsys):
    rename(served, old="oude-kade")
    assert told(served, capsys) == [("pier", "create"), ("zoutkade", "delete")]


def test_another_force_cannot_rename_it(served, capsys):
    rename(served, force="waal")
    assert told(served, capsys) == [("pier", "create"), ("zoutkade", "delete")]


def test_a_rename_with_a_mistake_deletes_nothing(served, capsys):
    rename(served)
    path = served / "deployments/haven/pier/community.yaml"
    path.write_text(path.read_text().replace("news: true", "newz: true"))
    code, value = as_json(served, capsys)
    assert (code, value["changes"], value["invalid"]) == (Exit.PROBLEMS, [], ["pier"])


def test_a_rename_that_is_taken_back_is_one_too(served, capsys):
    store = ControlStore.open(served / ".koban", SystemClock())
    fence = store.acquire_lease("reconciler", "test", LEASE)
    row = store.community("zoutkade")
    store.serve(row.uid, row.served, "r2", "test", fence, "pier")
    store.close()
    edit(served, "title: Zoutkade", "title: Kade")
    ((name, action),) = told(served, capsys)
    assert name == "zoutkade"
    assert action not in {"create", "delete"}
