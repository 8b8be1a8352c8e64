"""`koban plan --base`: two states from Git, told community by community."""

from __future__ import annotations

import json
import shutil

import pytest
from jsonschema import Draft202012Validator
from sample_pull_request import HAVEN, begin, community, edit, force, manifest

from koban.cli import comparing
from koban.cli.exit import Exit
from koban.cli.main import run
from koban.compile.schemas import schema_files
from koban.plugin.manager import load_registry


@pytest.fixture
def workspace(tmp_path):
    made = begin(tmp_path / "workspace", "kade", "noord", "zuid")
    made.git("switch", "--quiet", "--create", "mine")
    return made


@pytest.fixture
def plan(workspace, capsys):
    def ask(*options, base="main", folder=None):
        code = run(["-C", str(folder or workspace.path), "plan", "--base", base, *options])
        return code, capsys.readouterr()

    return ask


@pytest.fixture
def as_json(plan):
    def ask(*options, **more):
        code, told = plan("--format", "json", *options, **more)
        value = json.loads(told.out)
        schema = json.loads(schema_files(load_registry())["output/plan.schema.json"])
        assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
        assert set(value) == {"changes", "invalid"}
        return code, value

    return ask


def actions(value):
    return [(one["community"], one["action"]) for one in value["changes"]]


def test_nothing_differs(plan):
    code, told = plan("--exit-code")
    assert (code, told.out) == (Exit.FINE, "nothing would change\n")


def test_approvers_are_those_of_the_base_now_not_those_that_are_proposed_or_were(workspace, as_json):
    workspace.git("switch", "--quiet", "main")
    edit(workspace, HAVEN, "service: [unit-lead]", "service: [chief]")
    workspace.commit()
    workspace.git("switch", "--quiet", "mine")
    edit(workspace, HAVEN, "service: [unit-lead]", "service: [officer]")
    workspace.write(manifest("west"), community("west"))
    _, value = as_json()
    (west,) = [one for one in value["changes"] if one["community"] == "west"]
    applied = {"cosmetic": ["unit-lead"], "service": ["chief"], "data": ["chief"]}
    assert west["approvals"] == applied[west["class"]]


def test_the_four_actions_and_their_shape(workspace, as_json):
    edit(workspace, manifest("kade"), "title: Kade", "title: De Kade")
    workspace.git("mv", "deployments/haven/noord", "deployments/haven/boven")
    edit(workspace, manifest("boven"), "{name: noord}", "{name: boven, movedFrom: noord}")
    shutil.rmtree(workspace.path / "deployments/haven/zuid")
    workspace.write(manifest("west"), community("west"))
    code, value = as_json("--exit-code")
    assert code == Exit.PENDING
    assert actions(value) == [
        ("boven", "rename"),
        ("kade", "update"),
        ("west", "create"),
        ("zuid", "delete"),
    ]
    assert set(value["changes"][0]) == {"community", "action", "class", "summary", "fields", "approvals"}
    kade = value["changes"][1]
    assert kade["fields"] == [
        {"path": "title.nl", "before": "Kade", "after": "De Kade", "file": manifest("kade"), "line": 5}
    ]


def test_a_field_stands_where_it_is_written_and_one_that_goes_where_it_was(workspace, as_json):
    edit(workspace, HAVEN, "retention: 180d", "retention: 90d")
    edit(workspace, manifest("kade"), "    news: true\n", "")
    _, value = as_json()
    fields = {(one["community"], field["path"]): field for one in value["changes"] for field in one["fields"]}
    kept = fields["zuid", "force.purposes.response.retention"]
    assert (kept["file"], kept["line"]) == (HAVEN, 23)
    gone = fields["kade", "features.news"]
    assert (gone["after"], gone["file"], gone["line"]) == (None, manifest("kade"), 9)


def test_only_what_was_touched_is_compiled(workspace, as_json, monkeypatch):
    compiled = []

    def compile_and_note(loaded, *rest):
        compiled.append(loaded.name)
        return original(loaded, *rest)

    original = comparing.compile_community
    monkeypatch.setattr(comparing, "compile_community", compile_and_note)
    edit(workspace, manifest("kade"), "title: Kade", "title: De Kade")
    as_json()
    assert compiled == ["kade", "kade"]


def test_what_others_changed_since_is_not_shown(workspace, as_json):
    edit(workspace, manifest("kade"), "title: Kade", "title: De Kade")
    workspace.commit()
    workspace.git("switch", "--quiet", "main")
    edit(workspace, manifest("zuid"), "title: Zuid", "title: Het Zuiden")
    workspace.commit()
    workspace.git("switch", "--quiet", "mine")
    _, value = as_json()
    assert actions(value) == [("kade", "update")]


def test_committed_work_is_compared_wherever_the_folder_stands(workspace, as_json, tmp_path):
    edit(workspace, manifest("kade"), "title: Kade", "title: De Kade")
    workspace.commit()
    workspace.git("switch", "--quiet", "main")
    workspace.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert actions(as_json()[1]) == []
    assert actions(as_json("--head", "mine")[1]) == [("kade", "update")]
    assert actions(as_json("--head", "mine", folder=tmp_path / "bare.git")[1]) == [("kade", "update")]


def test_nothing_is_written_to_the_repository(workspace, as_json):
    edit(workspace, manifest("kade"), "title: Kade", "title: De Kade")
    before = {path: path.stat().st_mtime_ns for path in workspace.path.rglob("*")}
    as_json()
    assert {path: path.stat().st_mtime_ns for path in workspace.path.rglob("*")} == before


def test_a_mistake_is_told_and_the_community_is_invalid(workspace, plan, as_json):
    edit(workspace, manifest("kade"), "news: true", "nws: true")
    code, value = as_json()
    assert (code, value) == (Exit.PROBLEMS, {"changes": [], "invalid": ["kade"]})
    _, told = plan()
    assert f"{manifest('kade')}:9:5: there is no feature" in told.err
    assert "kade: bevat fouten" in told.out
    assert "koban check" in told.out


def test_what_is_broken_at_the_base_is_unknown_and_counts_as_widest(workspace, as_json):
    workspace.git("switch", "--quiet", "main")
    edit(workspace, manifest("kade"), "news: true", "nws: true")
    workspace.commit()
    workspace.git("switch", "--quiet", "--create", "repair")
    edit(workspace, manifest("kade"), "nws: true", "news: true")
    code, value = as_json()
    (change,) = value["changes"]
    assert (code, change["action"], change["class"]) == (Exit.FINE, "update", "destructive")
    assert change["approvals"] == ["chief", "unit-lead"]
    assert "valt niet te zeggen" in change["summary"]
    assert change["fields"] == []


def test_a_broken_workspace_deletes_nothing(workspace, as_json):
    workspace.write("koban.yaml", "{")
    shutil.rmtree(workspace.path / "deployments/haven/zuid")
    code, value = as_json()
    assert code == Exit.PROBLEMS
    assert "zuid" not in dict(actions(value))


def test_a_force_that_comes_brings_its_communities(workspace, as_json):
    workspace.write("deployments/oever/force.yaml", force("oever"))
    workspace.write(manifest("dijk", "oever"), community("dijk"))
    assert actions(as_json()[1]) == [("dijk", "create")]


def test_an_unknown_revision_is_wrong_use(plan):
    code, told = plan(base="orgin/main")
    assert code == Exit.USAGE
    assert 'no commit called "orgin/main"' in told.err
    assert "git fetch origin" in told.err


def test_a_shallow_clone_says_how_to_fetch_the_rest(workspace, plan, tmp_path):
    edit(workspace, manifest("kade"), "title: Kade", "title: De Kade")
    workspace.commit()
    workspace.git("clone", "--quiet", "--depth", "1", f"file://{workspace.path}", str(tmp_path / "shallow"))
    for base in ("origin/main", "HEAD~1"):
        code, told = plan(base=base, folder=tmp_path / "shallow")
        assert code == Exit.FAILED, base
        assert "--unshallow" in told.err


def test_histories_without_a_common_commit(workspace, plan):
    workspace.git("switch", "--quiet", "--orphan", "alone")
    workspace.write("koban.yaml", "a: 1\n")
    workspace.commit()
    code, told = plan()
    assert (code, "no commit in common" in told.err) == (Exit.USAGE, True)


def test_a_bare_repository_needs_a_head(workspace, plan, tmp_path):
    workspace.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    code, told = plan(folder=tmp_path / "bare.git")
    assert (code, "--head REV" in told.err) == (Exit.USAGE, True)


def test_no_repository_and_no_base(workspace, plan, tmp_path, capsys):
    shutil.copytree(workspace.path / "deployments", tmp_path / "plain/deployments")
    code, told = plan(folder=tmp_path / "plain")
    assert (code, "not a Git repository" in told.err) == (Exit.FAILED, True)
    assert run(["-C", str(workspace.path), "plan", "--head", "main"]) == Exit.USAGE
    assert "--base" in capsys.readouterr().err


def test_text_tells_words_then_fields_then_what_to_do_next(workspace, plan):
    edit(workspace, manifest("kade"), "title: Kade", "title: De Kade")
    _, told = plan()
    lines = told.out.splitlines()
    assert lines[0] == "kade: wijzigt"
    assert lines[-3] == ""
    assert lines[-2] == "gewijzigd: 1, ongewijzigd: 2"
    assert lines[-1] == "Verder met: koban preview --base main"
    assert f'    title.nl: "Kade" -> "De Kade" ({manifest("kade")}:5)' in lines


def test_both_sides_go_by_the_same_grants(workspace, plan, as_json, tmp_path):
    grants = tmp_path / "grants.yaml"
    grants.write_text("forces: {haven: {domains: [kade.example]}}\n")
    for name in ("kade", "zuid"):
        edit(workspace, manifest(name), "  features:", f"  app: {{domains: [{name}.example]}}\n  features:")
    _, value = as_json("--grants", str(grants))
    assert [(one["community"], one["fields"][0]["after"]) for one in value["changes"]] == [
        ("kade", ["kade.example"])
    ]
    code, told = plan("--grants", str(grants))
    assert (code, told.err.count("KB410")) == (Exit.FINE, 1)
    assert 'the domain "zuid.example" was not granted to haven, so it is left out' in told.err
    _, value = as_json()
    assert [one["community"] for one in value["changes"]] == ["kade", "zuid"], "nobody knows of any grants"


def test_whoever_has_a_domain_keeps_it(workspace, plan, tmp_path):
    grants = tmp_path / "grants.yaml"
    grants.write_text("forces: {haven: {domains: [quay.example]}}\n")
    workspace.git("switch", "--quiet", "main")
    edit(workspace, manifest("zuid"), "  features:", "  app: {domains: [quay.example]}\n  features:")
    workspace.commit()
    workspace.git("switch", "--quiet", "--create", "theirs")
    edit(workspace, manifest("kade"), "  features:", "  app: {domains: [quay.example]}\n  features:")
    code, told = plan("--grants", str(grants))
    assert code == Exit.PROBLEMS
    assert 'the domain "quay.example" is that of the community zuid of haven' in told.err


def test_grants_that_cannot_be_read_are_told(plan, tmp_path):
    grants = tmp_path / "grants.yaml"
    grants.write_text("forces: 3\n")
    code, told = plan("--grants", str(grants))
    assert (code, "KB201" in told.err) == (Exit.PROBLEMS, True)


MORE = "          noise: {label: Lawaai, kind: report, anonymous: allowed, firstAnswer: 2wd, purpose: response}\n"
DECIDED = """  partners: {panel: {title: Panel, panel: true, may: [decide]}}
  decisions:
    no-news: {by: panel, date: 2026-02-10, text: Geen nieuws, forbids: [features.news]}
"""
WIDENS = "warning: this widens what is collected, and there is no data protection impact assessment"


def widen(workspace):
    workspace.write(manifest("kade"), community("kade") + MORE)


def test_a_policy_that_looks_at_what_was_there_warns_and_the_change_stays(workspace, plan):
    widen(workspace)
    code, told = plan()
    assert code == Exit.FINE
    assert f"{manifest('kade')}:14:18: {WIDENS}" in told.err
    assert "policy dpia-covers-change" in told.err
    assert "kade: wijzigt" in told.out


def test_a_policy_that_is_applied_as_an_error_stops_the_change_even_if_it_is_switched_off_in_it(
    workspace, plan, as_json
):
    strict = '  policies:\n    dpia-covers-change: {level: "error", reason: Zo besloten}\n'
    workspace.git("switch", "--quiet", "main")
    workspace.write(HAVEN, force() + strict)
    workspace.commit()
    workspace.git("switch", "--quiet", "mine")
    workspace.write(HAVEN, force() + strict.replace("error", "off"))
    widen(workspace)
    code, told = plan()
    assert code == Exit.PROBLEMS
    assert "set to error by the force: Zo besloten" in told.err
    assert "kade: bevat fouten" in told.out
    assert as_json()[1]["invalid"] == ["kade"]


def test_a_limit_is_not_raised_and_used_at_once(workspace, plan, as_json):
    edit(workspace, HAVEN, "{max: 5wd}", "{max: 60wd}")
    edit(workspace, manifest("kade"), "firstAnswer: 2wd", "firstAnswer: 30wd")
    code, told = plan()
    assert code == Exit.PROBLEMS
    at = f"{manifest('kade')}:13:"
    assert any(line.startswith(at) and "at most 5wd" in line for line in told.err.splitlines())
    assert "change the limit in a commit of its own" in told.err
    assert as_json()[1]["invalid"] == ["kade"]


def test_a_decision_that_is_taken_out_still_holds(workspace, plan):
    workspace.git("switch", "--quiet", "main")
    without = community("kade").replace("    news: true\n", "")
    workspace.write(manifest("kade"), without + DECIDED)
    workspace.commit()
    workspace.git("switch", "--quiet", "--create", "again")
    workspace.write(manifest("kade"), community("kade"))
    code, told = plan()
    assert code == Exit.PROBLEMS
    assert f"{manifest('kade')}:9:11: " in told.err
    assert 'the decision "no-news" of 2026-02-10 forbids "features.news"' in told.err
