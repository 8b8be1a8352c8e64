"""Each policy is taken as seriously as the force says, a change is judged by what is applied, and no policy can break a check."""

from itertools import count
from types import ModuleType

import pytest

from koban.api import Finding, Policy, hookimpl
from koban.compile.policies import Judged, judge_deployment
from koban.diagnostics.diagnostic import Severity
from koban.plugin.manager import load_registry
from tests.unit.compile.conftest import FORCE, _plugin, compile_here


class NoBoxes(Policy):
    """Finds whatever is called a box; fails on request; may compare."""

    name = "no-boxes"
    title = {"en": "No boxes"}
    default = "error"

    def check(self, deployment):
        for name in deployment.features:
            if name.startswith("box"):
                yield Finding(("features", name), f"{name} is a box", "take it out")
            if name == "fails":
                raise ZeroDivisionError("oops")
            if name == "words":
                yield "a text"
            if name == "endless":
                yield from (Finding(("features", "endless"), str(number)) for number in count())
        if deployment.before is not None and deployment.features.keys() - deployment.before.features.keys():
            yield Finding(("features",), "something is new")


@pytest.fixture(scope="session")
def plugins(plugins):
    module = ModuleType("boxes")
    module.koban_policies = hookimpl(lambda: [NoBoxes()])
    registry = load_registry([module, _plugin()])
    assert registry.problems == ()
    return registry


def force(level, reason="Zo willen wij het"):
    return f"{FORCE}  policies: {{no-boxes: {{level: {level}, reason: {reason}}}}}\n"


def features(*names):
    return "features:\n" + "".join(f"  {name}: {{uses: raw, with: {{places: []}}}}\n" for name in names)


@pytest.fixture
def bundle(compiling):
    """The bundle of features with these names; a force that is not strict lets everything through."""

    def make(*names, level="warning"):
        diagnostics, compiled = compiling(features(*names) if names else "", force=force(level))
        assert compiled is not None, diagnostics
        return compiled.bundle

    return make


def only(found):
    assert len(found) == 1, found
    return found[0]


def test_a_policy_that_takes_it_seriously_makes_the_community_invalid(compiling):
    diagnostics, compiled = compiling(features("lamp", "box"))
    found = only(diagnostics)
    assert compiled is None
    assert (found.code, found.severity, found.message) == ("KB420", Severity.ERROR, "box is a box")
    assert (found.span.line, found.span.column) == (7, 10)
    assert found.help == "take it out (policy no-boxes)"


def test_the_force_says_how_seriously_and_why(compiling):
    diagnostics, compiled = compiling(features("box"), force=force("warning"))
    assert (only(diagnostics).code, only(diagnostics).severity) == ("KB420", Severity.WARNING)
    assert only(diagnostics).help == (
        "take it out (policy no-boxes, set to warning by the force: Zo willen wij het)"
    )
    assert compiled.bundle.force.policies["no-boxes"].level == "warning"
    diagnostics, compiled = compiling(features("box"), force=force("off"))
    assert (diagnostics, compiled is None) == ([], False)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fails", "boxes 0 failed in no-boxes.check: ZeroDivisionError: oops"),
        ("words", "boxes 0 failed in no-boxes.check: TypeError: it gave a str where a Finding is wanted"),
    ],
)
@pytest.mark.parametrize("level", ["error", "warning"])
def test_a_policy_that_fails_is_named_and_stops_what_it_would_guard(compiling, name, words, level):
    diagnostics, compiled = compiling(features(name), force=force(level))
    found = only(diagnostics)
    assert (found.code, found.severity, found.message) == ("KB901", Severity(level), words)
    assert (compiled is None) == (level == "error")


def test_a_policy_that_is_off_cannot_fail(compiling):
    assert compiling(features("fails"), force=force("off"))[0] == []


def test_no_more_is_heard_than_anybody_could_read(compiling):
    assert len(compiling(features("endless"), force=force("warning"))[0]) == 50


def test_policies_are_asked_only_where_nothing_is_wrong(compiling):
    diagnostics, _ = compiling(f"theme: no-such-theme\n{features('box')}")
    assert only(diagnostics).code == "KB304"


def test_a_change_is_judged_by_the_level_that_is_applied(bundle, plugins):
    strict, lax = bundle(level="error"), bundle("box", level="off")
    judged = judge_deployment(plugins, lax, strict)
    assert [(one.level, one.finding.message) for one in judged] == [
        ("error", "box is a box"),
        ("error", "something is new"),
    ]
    assert {one.reason for one in judged} == {"Zo willen wij het"}
    assert judge_deployment(plugins, lax) == []


def test_what_stands_already_is_judged_by_the_level_that_is_asked_for(bundle, plugins):
    standing = bundle("box").model_copy(deep=True)
    applied = standing.model_copy(update={"force": standing.force.model_copy(update={"policies": {}})})
    assert only(judge_deployment(plugins, bundle("box", level="warning"), applied)).level == "warning"
    assert judge_deployment(plugins, bundle("box", level="off"), applied) == []
    more = judge_deployment(plugins, bundle("box", "box-2", level="off"), applied)
    assert [one.finding.message for one in more] == ["box-2 is a box", "something is new"]
    assert {(one.level, one.reason) for one in more} == {("error", "")}


def test_a_policy_that_fails_on_both_was_no_change(bundle, plugins):
    before = bundle("fails", level="warning")
    assert [one.level for one in judge_deployment(plugins, bundle("fails", level="warning"), before)] == [
        "warning"
    ]


def test_what_policies_see(bundle, plugins):
    seen = []

    class Look(Policy):
        name = "look"
        title = {"en": "Look"}

        def check(self, deployment):
            seen.append(deployment)
            return ()

    module = ModuleType("look")
    module.koban_policies = hookimpl(lambda: [Look()])
    registry = load_registry([module])
    judge_deployment(registry, bundle("lamp"), bundle())
    after = next(one for one in seen if one.before is not None)
    assert (after.name, after.languages, list(after.before.features)) == ("zoutkade", ("nl",), [])
    lamp = after.features["lamp"]
    assert (lamp.uses, lamp.settings, lamp.declared, lamp.forms()) == ("raw", {"places": []}, None, None)
    assert not lamp.asks_people
    assert after.force.emergency.call == "112"


def test_judged_findings_are_values(bundle, plugins):
    one = judge_deployment(plugins, bundle("box"))
    assert one == judge_deployment(plugins, bundle("box"))
    assert isinstance(only(one), Judged)


def test_an_unknown_policy_is_told_at_the_force(compiling):
    given = FORCE + "  policies: {no-boxs: {level: error, reason: Zo willen wij het}}\n"
    diagnostics, compiled = compiling("", force=given)
    found = only(diagnostics)
    assert compiled is None
    assert (found.code, found.message) == ("KB421", 'there is no policy called "no-boxs"')
    assert (found.span.file, found.span.line, found.label) == (
        "deployments/haven/force.yaml",
        given[: given.index("no-boxs")].count("\n") + 1,
        'did you mean "no-boxes"?',
    )
    assert "boxes" in found.help


@pytest.mark.parametrize(("name", "told"), [("other-thing", []), ("no-boxs", ["KB421"])])
def test_what_is_not_installed_may_be_off_unless_it_looks_like_a_slip(compiling, name, told):
    given = FORCE + f"  policies: {{{name}: {{level: off, reason: Zo willen wij het}}}}\n"
    assert [one.code for one in compiling("", force=given)[0]] == told


def test_it_needs_no_policy_at_all(tmp_path, compiling):
    compiling("")
    bare = load_registry()
    bare.policies.clear()
    assert compile_here(tmp_path, bare)[0] == []
