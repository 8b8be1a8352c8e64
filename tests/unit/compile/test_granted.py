"""What a community asks for, held against what was granted: attacks by name."""

from __future__ import annotations

import pytest

from koban.compile.compiler import compile_community
from koban.compile.granted import allowed_in
from koban.diagnostics.diagnostic import Severity
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.grants import Grants

GRANTS = {
    "haven": {
        "domains": ["zoutkade.example", "xn--zoutkad-hya.example", "*.haven.example"],
        "secrets": ["KEY", {"file": "key"}],
    },
    "west": {"domains": ["west.example", "quay.haven.example"], "secrets": ["WEST_KEY"]},
    "haven-oost": {"secrets": ["OOST_KEY"]},
}


@pytest.fixture
def held(compiling, tmp_path, plugins):
    """Compiles a spec against the grants: (diagnostics, bundle)."""

    def compile_(spec, grants=None):
        compiling(spec)
        tree = WorkingTree(tmp_path)
        allowed = allowed_in(tree, Grants.model_validate({"forces": GRANTS if grants is None else grants}))
        loaded = load_workspace(tree).communities["zoutkade"]
        found, compiled = compile_community(loaded, plugins, tree, allowed)
        return found, compiled

    return compile_


def at(*domains):
    return "app:\n  domains:\n" + "".join(f'    - "{one}"\n' for one in domains)


def secret(reference):
    return f"connectors:\n  feed: {{with: {{url: x}}, secrets: {{key: {reference}}}}}\n"


@pytest.mark.parametrize(
    "domain", ["zoutkade.example", "xn--zoutkad-hya.example", "a.haven.example", "b.a.haven.example"]
)
def test_what_was_granted_is_in_the_bundle(held, domain):
    found, compiled = held(at(domain))
    assert found == []
    assert compiled.bundle.spec.app.domains == [domain]
    assert compiled.left_out == ()


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("zoutkade.example.", "KB210"),
        ("Zoutkade.example", "KB210"),
        ("zoutkadé.example", "KB210"),
        ("*.haven.example", "KB210"),
        ("https://zoutkade.example", "KB210"),
        ("zoutkade.example:8700", "KB210"),
        ("zoutkade.example/x", "KB210"),
        ("zoutkade..example", "KB210"),
        ("localhost", "KB210"),
        ("10.0.0.1", "KB210"),
        ("zoutkade.example\\n", "KB210"),
        ("west.localhost", "KB413"),
        ("desk.west.localhost", "KB413"),
        ("desk.zoutkade.example", "KB413"),
        ("desk.haven.example", "KB413"),
        ("west.example", "KB412"),
        ("quay.haven.example", "KB412"),
    ],
)
def test_what_cannot_be_had_is_an_error_at_its_line(held, domain, code):
    found, compiled = held(at(domain))
    assert [(one.code, one.span.line, one.severity) for one in found] == [(code, 7, Severity.ERROR)]
    assert compiled is None


@pytest.mark.parametrize(
    "domain", ["www.zoutkade.example", "haven.example", "xhaven.example", "a.west.example"]
)
def test_what_was_not_granted_is_left_out_and_told(held, domain):
    found, compiled = held(at("zoutkade.example", domain))
    assert [(one.code, one.span.line, one.severity) for one in found] == [("KB410", 8, Severity.WARNING)]
    assert f"koban grant haven --domain {domain}" in found[0].help
    assert compiled.bundle.spec.app.domains == ["zoutkade.example"]
    assert compiled.left_out == (f"the domain {domain}",)


@pytest.mark.parametrize(
    "reference",
    [
        "{env: WEST_KEY}",
        "{env: OOST_KEY}",
        "{env: OOST__OOST_KEY}",
        "{file: KEY}",
        "{file: other}",
        "{credential: key}",
    ],
)
def test_secrets_of_others_are_left_out_and_told(held, reference):
    found, compiled = held(secret(reference))
    assert [(one.code, one.severity) for one in found] == [("KB411", Severity.WARNING)]
    assert compiled.bundle.connectors["feed"].secrets == {}
    assert compiled.left_out == (f"the secret {reference}",)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("{env: _OOST_KEY}", "KB405"),
        ("{env: __OOST_KEY}", "KB405"),
        ("{env: key}", "KB405"),
        ("{file: ../west/key}", "KB405"),
        ("{file: /etc/passwd}", "KB405"),
        ("{file: ..}", "KB405"),
        ('{file: "key\\n"}', "KB405"),
        ('{file: "key\\0"}', "KB405"),
        ("{credential: haven-oost.key}", "KB411"),
        ("{credential: ../west.key}", "KB405"),
        ("{credentials: key}", "KB417"),
        ("{ENV: KEY}", "KB417"),
        ("{file: key, env: KEY}", "KB405"),
    ],
)
def test_tricks_are_told_once(held, reference, code):
    found, _ = held(secret(reference))
    assert [one.code for one in found] == [code]


def test_a_granted_secret_stays(held):
    found, compiled = held(secret("{env: KEY}"))
    assert (found, compiled.bundle.connectors["feed"].secrets) == ([], {"key": {"env": "KEY"}})


def test_one_that_is_switched_off_asks_for_nothing(held):
    found, _ = held(
        "connectors:\n  feed: {enabled: false, with: {url: x}, secrets: {key: {env: WEST_KEY}}}\n"
    )
    assert found == []


def test_a_name_that_is_kept_for_another_force(held):
    found, compiled = held("", {"west": {"communities": ["zoutkade"]}})
    assert ([one.code for one in found], compiled) == (["KB414"], None)
    assert held("", {"haven": {"communities": ["zoutkade"]}})[0] == []


def test_without_grants_everything_that_takes_a_grant_is_left_out(held):
    found, compiled = held(at("zoutkade.example") + secret("{env: KEY}"), {})
    assert [one.code for one in found] == ["KB410", "KB411"]
    assert compiled is not None
