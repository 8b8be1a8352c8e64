"""`koban check --base`: a pull request is told what matters about itself, at the line, by the rules that are applied now."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from sample_pull_request import HAVEN, begin, community, edit, force, manifest

from koban.cli.exit import Exit
from koban.cli.main import run

KADE = manifest("kade")


@pytest.fixture
def workspace(tmp_path):
    made = begin(tmp_path / "workspace", "kade", "zuid")
    made.git("switch", "--quiet", "--create", "mine")
    return made


@pytest.fixture
def check(workspace, capsys):
    def ask(*options, base="main"):
        code = run(["-C", str(workspace.path), "check", "--format", "json", "--base", base, *options])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        return code, {each["code"]: each for each in found if each["code"].startswith("KB5")}

    return ask


def test_no_change_is_told_nothing(check):
    assert check() == (Exit.FINE, {})


def test_whoever_adds_itself_to_the_approvers_is_judged_by_those_of_now(workspace, check):
    edit(workspace, HAVEN, "data: [chief]", "data: [chief, officer]")
    code, found = check()
    assert code == Exit.FINE
    told = found["KB500"]
    assert (told["severity"], told["file"], told["line"], told["column"]) == ("warning", HAVEN, 17, 19)
    assert told["message"] == 'this changes who must approve what is "data": "officer" is added'
    assert told["help"] == (
        "this pull request is judged by the rules that are applied now; must approve: chief and unit-lead"
    )
    assert (
        found["KB506"]["message"]
        == 'what this changes for haven is "destructive"; must approve: chief and unit-lead'
    )


def test_a_group_that_is_put_into_a_role(workspace, check):
    edit(workspace, HAVEN, 'chief: ["local:chief"]', 'chief: ["local:chief", "local:mine"]')
    told = check()[1]["KB501"]
    assert (told["line"], told["column"]) == (13, 28)
    assert told["message"] == 'this changes who is "chief": "local:mine" is added'
    assert told["help"].endswith('"chief" is still local:chief')


def test_limits_budgets_and_policies(workspace, check):
    edit(workspace, HAVEN, "{max: 5wd}", "{max: 60d}")
    found = check()[1]
    assert (found["KB502"]["file"], found["KB502"]["line"]) == (HAVEN, 27)
    assert 'max "5wd" becomes max "60d"' in found["KB502"]["message"]
    edit(workspace, "koban.yaml", "{branch: main}", "{branch: main, deleteBudget: 50}")
    edit(
        workspace,
        HAVEN,
        "{max: 60d}",
        '{max: 5wd}\n  policies:\n    contrast: {level: "off", reason: Te streng}',
    )
    found = check()[1]
    assert (found["KB502"]["file"], found["KB502"]["line"]) == ("koban.yaml", 4)
    assert 'nothing becomes "50"' in found["KB502"]["message"]
    assert (found["KB503"]["file"], found["KB503"]["line"]) == (HAVEN, 29)


def test_rules_that_are_deleted_are_told_as_well(workspace, check):
    text = (workspace.path / HAVEN).read_text()
    start, end = text.index("  approvals:"), text.index("  purposes:")
    workspace.write(HAVEN, text[:start] + text[end:])
    _, found = check()
    assert found["KB500"]["file"] == HAVEN
    assert "is taken away" in found["KB500"]["message"]
    assert "chief and unit-lead" in found["KB500"]["help"]


def test_the_base_of_now_judges_even_if_it_moved_on(workspace, check):
    workspace.git("switch", "--quiet", "main")
    edit(workspace, HAVEN, "destructive: [chief, unit-lead]", "destructive: [officer]")
    workspace.commit()
    workspace.git("switch", "--quiet", "mine")
    edit(workspace, HAVEN, "data: [chief]", "data: [chief, officer]")
    _, found = check()
    assert found["KB500"]["help"].endswith("must approve: officer")


def test_another_forces_name(workspace, check):
    workspace.write("deployments/oever/force.yaml", force("oever"))
    workspace.write(manifest("kade", "oever"), community("kade"))
    code, found = check()
    assert code == Exit.PROBLEMS  # two communities cannot share a name
    told = found["KB504"]
    assert (told["file"], told["line"]) == (manifest("kade", "oever"), 3)
    assert told["message"] == 'this takes the name "kade", which is that of a community of haven now'
    shutil.rmtree(workspace.path / "deployments/haven/kade")
    code, found = check()
    assert (code, found["KB504"]["line"]) == (Exit.FINE, 3)
    assert "haven must agree" in found["KB504"]["help"]


def test_another_forces_data_under_a_new_name(workspace, check):
    workspace.write("deployments/oever/force.yaml", force("oever"))
    text = community("dijk").replace("{name: dijk}", "{name: dijk, movedFrom: kade}")
    workspace.write(manifest("dijk", "oever"), text)
    shutil.rmtree(workspace.path / "deployments/haven/kade")
    told = check()[1]["KB504"]
    assert (told["file"], told["line"], told["column"]) == (manifest("dijk", "oever"), 3, 35)


DECISION = """  partners:
    panel: {title: Panel, panel: true, may: [decide]}
  decisions:
    no-map: {by: panel, date: 2026-02-10, text: Geen kaart, forbids: [features.hotspot-map]}
"""


def test_a_decision_that_is_taken_back_or_rewritten(workspace, check):
    workspace.git("switch", "--quiet", "main")
    workspace.write(KADE, community("kade") + DECISION)
    workspace.commit()
    edit(workspace, KADE, "text: Geen kaart", "text: Wel een kaart")
    workspace.git("switch", "--quiet", "--create", "rewrite")
    told = check()[1]["KB505"]
    assert (told["file"], told["line"]) == (KADE, 17)
    assert 'rewrites the decision "no-map", which panel took on 2026-02-10' in told["message"]
    edit(workspace, KADE, DECISION.replace("Geen", "Wel een"), "")
    assert "takes back" in check()[1]["KB505"]["message"]


def test_who_must_approve_stands_at_the_first_line_that_reaches_that_far(workspace, check):
    edit(workspace, KADE, "title: Kade", "title: De Kade")
    told = check()[1]["KB506"]
    assert (told["severity"], told["file"], told["line"]) == ("info", KADE, 5)
    assert "must approve: unit-lead" in told["message"]
    assert told["help"] == f"as {HAVEN} says at main"


def test_a_force_that_is_broken_at_the_base(workspace, check):
    workspace.git("switch", "--quiet", "main")
    edit(workspace, HAVEN, "language: nl", "language: 7")
    workspace.commit()
    workspace.git("switch", "--quiet", "--create", "repair")
    edit(workspace, HAVEN, "language: 7", "language: nl")
    _, found = check()
    assert "haven's manifest has a mistake at main" in found["KB507"]["message"]


def test_a_new_force_is_judged_by_nothing_yet(workspace, check):
    workspace.write("deployments/oever/force.yaml", force("oever"))
    workspace.write(manifest("dijk", "oever"), community("dijk"))
    assert "nothing of this force is applied" in check()[1]["KB506"]["message"]


def test_what_is_applied_refuses_what_uses_a_limit_that_it_raises(workspace, check):
    edit(workspace, HAVEN, "{max: 5wd}", "{max: 60wd}")
    edit(workspace, KADE, "firstAnswer: 2wd", "firstAnswer: 30wd")
    code, found = check()
    assert code == Exit.PROBLEMS
    told = found["KB508"]
    assert (told["severity"], told["file"], told["line"]) == ("error", KADE, 13)
    assert "the force allows at most 5wd" in told["message"]
    assert "commit of its own" in told["help"]


def test_policies_that_need_what_was_there_speak_beside_the_others(workspace, capsys):
    more = "          noise: {label: Lawaai, kind: report, anonymous: allowed, firstAnswer: 2wd, purpose: response}\n"
    workspace.write(KADE, community("kade") + more)
    assert run(["-C", str(workspace.path), "check", "--base", "main"]) == Exit.FINE
    told = capsys.readouterr().out
    assert told.count("this widens what is collected") == 1
    assert run(["-C", str(workspace.path), "check"]) == Exit.FINE
    assert "this widens" not in capsys.readouterr().out


def test_what_check_says_without_a_base_stands_beside_it(workspace, capsys):
    edit(workspace, HAVEN, "data: [chief]", "data: [chief, officer]")
    edit(workspace, KADE, "news: true", "nws: true")
    code = run(["-C", str(workspace.path), "check", "--format", "github", "--base", "main"])
    told = capsys.readouterr().out
    assert code == Exit.PROBLEMS
    assert f"::error file={KADE},line=9," in told
    assert f"::warning file={HAVEN},line=17," in told


def test_notices_alone_leave_nothing_wrong(workspace, capsys):
    edit(workspace, KADE, "title: Kade", "title: De Kade")
    assert run(["-C", str(workspace.path), "check", "--base", "main"]) == Exit.FINE
    assert capsys.readouterr().out.endswith("2 communities checked, nothing is wrong\n")
    assert run(["-C", str(workspace.path), "check", "--base", "nope"]) == Exit.USAGE


def test_a_check_without_a_base_loads_no_git():
    code = "import sys, koban.cli.check; sys.exit('git' in sys.modules or 'sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("form", ["sarif", "gitlab", "github", "json", "text"])
def test_what_was_not_granted_is_told_beside_it_in_every_form(workspace, tmp_path, capsys, form):
    grants = tmp_path / "grants.yaml"
    grants.write_text("forces: {haven: {domains: [zuid.example]}}\n")
    for name in ("kade", "zuid"):
        edit(
            workspace,
            KADE.replace("kade", name),
            "  features:",
            f"  app: {{domains: [{name}.example]}}\n  features:",
        )
    options = ("--base", "main", "--grants", str(grants), "--fix", "--format", form)
    assert run(["-C", str(workspace.path), "check", *options]) == Exit.FINE
    told = capsys.readouterr().out
    assert "kade.example" in told
    assert "zuid.example" not in told.replace("zuid.example]", "")
    assert "KB410" in told
    assert "KB506" in told


def test_what_is_left_out_on_both_sides_reaches_no_further(workspace, check, tmp_path):
    grants = tmp_path / "grants.yaml"
    grants.write_text("forces: {haven: {}}\n")
    edit(workspace, KADE, "  features:", "  app: {domains: [kade.example]}\n  features:")
    assert '"service"' in check()[1]["KB506"]["message"]
    assert check("--grants", str(grants))[1] == {}
