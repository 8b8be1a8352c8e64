"""Merging follows RFC 7386, and nodes keep the file they come from."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.diagnostics.diagnostic import Span
from koban.manifest.merge import merge
from koban.manifest.node import Node
from koban.manifest.reader import read


def _node(value: Any, file: str = "a.yaml") -> Node:
    span = Span(file)
    if isinstance(value, dict):
        return Node(
            {key: _node(child, file) for key, child in value.items()}, span, dict.fromkeys(value, span)
        )
    if isinstance(value, list):
        return Node([_node(child, file) for child in value], span)
    return Node(value, span)


def _by_the_rfc(target: Any, patch: Any) -> Any:
    """The pseudo code of RFC 7386, section 2."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _by_the_rfc(result.get(name), value)
    return result


_KEYS = st.sampled_from("abc")
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["x", "y"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)
_MAPS = st.dictionaries(_KEYS, _VALUES, max_size=3)


# The table of RFC 7386, appendix A, as far as manifests can say it.
@pytest.mark.parametrize(
    ("base", "patch", "result"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_the_rfc_s_own_examples(base: Any, patch: Any, result: Any) -> None:
    assert merge(_node(base), _node(patch)).plain() == result


@given(_MAPS, _MAPS)
def test_the_same_as_the_rfc_in_value_and_order(base: dict[str, Any], patch: dict[str, Any]) -> None:
    assert repr(merge(_node(base), _node(patch)).plain()) == repr(_by_the_rfc(base, patch))


@given(_MAPS, _MAPS)
def test_the_same_patch_twice_changes_nothing_more(base: dict[str, Any], patch: dict[str, Any]) -> None:
    once = merge(_node(base), _node(patch))
    assert merge(once, _node(patch)).plain() == once.plain()


@given(_MAPS)
def test_an_empty_patch_changes_nothing(base: dict[str, Any]) -> None:
    assert merge(_node(base), _node({})).plain() == base


@given(_MAPS, _MAPS)
def test_every_key_has_a_place(base: dict[str, Any], patch: dict[str, Any]) -> None:
    def check(node: Node) -> None:
        if isinstance(node.value, dict):
            assert set(node.keys) == set(node.value)
            for child in node.value.values():
                check(child)

    check(merge(_node(base), _node(patch)))


def test_values_keep_the_file_they_come_from() -> None:
    base, _ = read(b"x: {a: 1, b: 2}\n", "force.yaml")
    patch, _ = read(b"x: {b: 3, c: 4}\n", "community.yaml")
    assert base is not None
    assert patch is not None
    merged = merge(base, patch).get("x")
    assert merged is not None
    assert [merged.value[key].span.file for key in "abc"] == [
        "force.yaml",
        "community.yaml",
        "community.yaml",
    ]
    assert [merged.keys[key].file for key in "abc"] == ["force.yaml", "community.yaml", "community.yaml"]
