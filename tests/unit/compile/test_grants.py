"""What stands in a file of grants: what is right reads back the same, what is wrong is told and never repeated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.compile.grants import read_grants, write_grants
from koban.model.grants import Grants
from koban.plugin.registry import Registry

REGISTRY = Registry()
LABEL = st.from_regex(r"[a-z](?:[a-z0-9]{0,6}[a-z0-9])", fullmatch=True)
DOMAIN = st.builds(
    lambda labels, star: ("*." if star else "") + ".".join(labels),
    st.lists(LABEL, min_size=2, max_size=4),
    st.booleans(),
)
SECRET = st.one_of(
    st.from_regex(r"[A-Z][A-Z0-9_]{0,20}", fullmatch=True),
    st.builds(
        lambda name: {"file": name}, st.from_regex(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,20}", fullmatch=True)
    ),
)
FORCE = st.fixed_dictionaries(
    {},
    optional={
        "communities": st.lists(LABEL, max_size=3),
        "domains": st.lists(
            DOMAIN.filter(lambda one: "desk" not in one and "localhost" not in one), max_size=3
        ),
        "secrets": st.lists(SECRET, max_size=3),
    },
)


def codes(text: str) -> list[str]:
    grants, problems = read_grants(text.encode(), "grants.yaml", REGISTRY)
    assert (grants is None) == bool(problems)
    return [one.code for one in problems]


@given(st.dictionaries(LABEL, FORCE, max_size=1))
def test_what_is_written_reads_back_the_same(forces: dict[str, object]) -> None:
    grants = Grants.model_validate({"forces": forces})
    read, problems = read_grants(write_grants(grants).encode(), "grants.yaml", REGISTRY)
    assert (read, problems) == (grants, [])


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("domains: [A.example]", "KB210"),
        ("domains: [a.example.]", "KB210"),
        ("domains: ['*.*.example']", "KB210"),
        ("domains: ['*']", "KB210"),
        ("domains: [example]", "KB210"),
        ("domains: ['10.0.0.1']", "KB210"),
        ("domains: [quay.localhost]", "KB413"),
        ("domains: ['*.localhost']", "KB210"),
        ("domains: ['*.a.localhost']", "KB413"),
        ("domains: [desk.a.example]", "KB413"),
        ("domains: ['*.desk.a.example']", "KB413"),
        ("secrets: [hunter2]", "KB405"),
        ("secrets: [[hunter2]]", "KB405"),
        ("secrets: [{file: hunter2, env: A}]", "KB405"),
        ("secrets: [{file: ../hunter2}]", "KB405"),
        ("secrets: [{vault: hunter2}]", "KB417"),
        ("communities: [Kade]", "KB206"),
        ("domain: [a.example]", "KB204"),
    ],
)
def test_mistakes(entry: str, code: str) -> None:
    text = f"forces:\n  haven:\n    {entry}\n"
    assert codes(text) == [code]
    _, (found,) = read_grants(text.encode(), "grants.yaml", REGISTRY)
    assert found.span.line == 3
    assert "hunter2" not in f"{found.message}{found.label}{found.help}"


def test_a_secret_that_was_pasted_into_the_grants_is_told() -> None:
    assert "KB404" in codes("forces:\n  haven:\n    secrets: [gh" + "p_" + "a1B2" * 9 + "]\n")


def test_two_forces_cannot_have_the_same() -> None:
    text = "forces:\n  haven: {domains: [a.example], communities: [kade]}\n  west: {domains: [a.example], communities: [kade]}\n"
    assert codes(text) == ["KB416", "KB416"]
    _, problems = read_grants(text.encode(), "grants.yaml", REGISTRY)
    assert all(one.span.line == 3 and one.related[0].span.line == 2 for one in problems)


@pytest.mark.parametrize("text", ["", "\n", "forces: {}\n"])
def test_nothing_grants_nothing(text: str) -> None:
    assert read_grants(text.encode(), "grants.yaml", REGISTRY) == (Grants(), [])
