"""Who asks for which domain, from all manifests at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koban.manifest.claims import Claim, all_claims, keepers
from koban.manifest.tree import WorkingTree

HEAD = "apiVersion: koban/v1\nkind: Community\nmetadata: {name: x}\nspec:\n"


@pytest.fixture
def claims(tmp_path):
    def write(**specs):
        for name, text in specs.items():
            path = tmp_path / "deployments" / "haven" / name / "community.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return all_claims(WorkingTree(tmp_path))

    return write


def test_each_place_is_known(claims):
    found = claims(
        a=f"{HEAD}  app: {{domains: [one.example, two.example, one.example]}}\n", b=f"{HEAD}  title: B\n"
    )
    assert {(one.domain, one.community, one.force, one.span.line, one.span.column) for one in found} == {
        ("one.example", "a", "haven", 5, 19),
        ("two.example", "a", "haven", 5, 32),
    }


@pytest.mark.parametrize(
    "spec",
    [
        '"app": {"d\\x6fmains": [one.example]}',
        '"\\u0061pp": {domains: [one.example]}',
        'app:\n    ? "domai\\\n      ns"\n    : [one.example]',
    ],
)
def test_escapes_hide_nothing(claims, spec):
    assert [one.domain for one in claims(a=f"{HEAD}  {spec}\n")] == ["one.example"]


@pytest.mark.parametrize(
    "text",
    [
        "}{ domains",
        "domains",
        "spec: domains",
        "spec: {app: {domains: {a: b}}}",
        "spec: {app: {domains: [1, [a]]}}",
        "",
        "spec: {app: [domains]}",
    ],
)
def test_other_shapes_claim_nothing(claims, text):
    assert claims(a=text) == []


def _claim(community, force="haven"):
    return Claim("one.example", community, force, None)


def test_the_first_keeps_it_unless_another_is_served_there():
    both = [_claim("a"), _claim("b")]
    assert keepers(both, lambda _: True)["one.example"].community == "a"
    assert keepers(both, lambda _: True, {"one.example": "b"})["one.example"].community == "b"
    assert keepers(both, lambda _: True, {"one.example": "gone"})["one.example"].community == "a"
    assert keepers(both, lambda one: one.community == "b")["one.example"].community == "b"
    assert keepers(both, lambda _: False) == {}


def test_a_domain_goes_along_when_its_community_is_renamed():
    first, renamed, rival = _claim("a"), _claim("c"), _claim("d")
    renamed = replace(renamed, moved_from="b")
    held = {"one.example": "b"}
    assert keepers([first, renamed, rival], lambda _: True, held)["one.example"].community == "c"
    for both in ([_claim("b"), renamed], [renamed, _claim("b")]):
        assert keepers(both, lambda _: True, held)["one.example"].community == "b", "it is still there"


def test_a_claim_knows_what_its_community_was_called(claims):
    told = HEAD.replace("{name: x}", "{name: a, movedFrom: b}")
    found = claims(a=f"{told}  app: {{domains: [one.example]}}\n")
    assert [(one.community, one.moved_from) for one in found] == [("a", "b")]
