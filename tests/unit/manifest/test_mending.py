"""Applied fixes change the words that they name, and no other value, comment or sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from yaml_texts import yaml_texts

from koban.diagnostics.diagnostic import Diagnostic, Fix, Span
from koban.manifest.edit import Source
from koban.manifest.mending import mended, with_safe_fixes
from koban.manifest.node import Node
from koban.manifest.pieces import pieces_of
from koban.manifest.reader import read
from koban.manifest.slip import mend, replacing
from koban.manifest.suggestion import certain

_BROAD = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def _spots(node: Node, path: tuple[Any, ...] = ()) -> Iterator[tuple[Span, str, tuple[Any, ...]]]:
    """Every key and word: where it stands, what it is, and its path (that of a key ends in the key, twice)."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield node.keys[key], key, (*path, key, "[key]")
            yield from _spots(child, (*path, key))
    elif isinstance(node.value, list):
        for index, child in enumerate(node.value):
            yield from _spots(child, (*path, index))
    elif isinstance(node.value, str):
        yield node.span, node.value, path


def _with(value: Any, path: tuple[Any, ...], new: str) -> Any:
    if path[1:] == ("[key]",):
        return {new if key == path[0] else key: child for key, child in value.items()}
    if not path:
        return new
    if isinstance(value, dict):
        return {key: _with(child, path[1:], new) if key == path[0] else child for key, child in value.items()}
    return [_with(child, path[1:], new) if at == path[0] else child for at, child in enumerate(value)]


def _depth(path: tuple[Any, ...]) -> tuple[int, bool]:
    is_key = path[-1:] == ("[key]",)
    return len(path) - is_key, not is_key


@given(yaml_texts(), st.data())
@_BROAD
def test_only_the_named_words_change(body: bytes, data: st.DataObject) -> None:
    node, _ = read(body, "a.yaml")
    assume(node is not None)
    assert node is not None
    spots = [
        (fix, path)
        for span, word, path in _spots(node)
        if (fix := replacing(span, word, f"fixed{len(path)}")) is not None
    ]
    assume(spots)
    chosen = data.draw(st.lists(st.sampled_from(spots), max_size=4, unique_by=lambda spot: spot[0].span))
    after, applied = mended(body, "a.yaml", [fix for fix, _ in chosen])
    wanted = node.plain()
    # From the inside to the outside, so that every path still leads somewhere.
    for fix, path in sorted(chosen, key=lambda spot: _depth(spot[1]), reverse=True):
        if fix in applied:
            wanted = _with(wanted, path, fix.text)
    again, problems = read(after, "a.yaml")
    assert again is not None, problems
    assert repr(again.plain()) == repr(wanted)
    assert [p.text for p in pieces_of(Source.of(after).text) if p.comment] == [
        p.text for p in pieces_of(Source.of(body).text) if p.comment
    ]
    assert len(after) - len(body) == sum(
        len(fix.text) - len(Source.of(body).shown(fix.span).encode()) for fix in applied
    )
    assert mended(body, "a.yaml", [fix for fix, _ in reversed(chosen)]) == (after, applied)


@pytest.mark.parametrize("width", [3, 4, 5, 7, 8])
def test_only_what_is_written_letter_by_letter_is_replaced(width: int) -> None:
    """`ab` stands in two signs, or in four with its quotes; in any other number something else stands there."""
    fix = replacing(Span("a.yaml", 1, 1, 1, 1 + width), "ab", "x")
    assert fix == (Fix(Span("a.yaml", 1, 2, 1, 4), "x") if width == 4 else None)
    assert replacing(Span("a.yaml", 1, 1, 2, 3), "ab", "x") is None


@pytest.mark.parametrize("text", ["null", "true", "no way", "a: b", "1", "é", "-a", ""])
def test_only_what_is_a_plain_word_is_put_in(text: str) -> None:
    assert replacing(Span("a.yaml", 1, 1, 1, 3), "ab", text) is None


def _found(fix: Fix) -> Diagnostic:
    return Diagnostic("KB204", "m", fix.span, fix=fix)


@pytest.mark.parametrize(
    ("body", "fix"),
    [
        (b"ab: 1\n", Fix(Span("a.yaml", 1, 1, 1, 2), "x")),  # half a word
        (b"ab: 1\nx: 2\n", Fix(Span("a.yaml", 1, 1, 1, 3), "x")),  # the name is taken
        (b"ab: 1\n", Fix(Span("a.yaml", 1, 3, 1, 4), "x")),  # no word at all
        (b"ab: [\n", Fix(Span("a.yaml", 1, 1, 1, 3), "x")),  # not readable
        (b"ab: 1\n", Fix(Span("plugin.yaml", 1, 1, 1, 3), "x")),  # none of ours
    ],
)
def test_what_could_do_harm_is_taken_off(body: bytes, fix: Fix) -> None:
    bodies = {"a.yaml": body}
    (found,) = with_safe_fixes([_found(fix)], bodies.get)
    assert found.fix is None
    assert mended(body, "a.yaml", [fix]) == (body, []) or fix.span.file != "a.yaml"


def test_of_two_edits_of_one_place_the_first_wins() -> None:
    span = Span("a.yaml", 1, 1, 1, 3)
    body, applied = mended(b"ab: 1\n", "a.yaml", [Fix(span, "y"), Fix(span, "x")])
    assert (body, len(applied)) == (b"x: 1\n", 1) or (body, len(applied)) == (b"y: 1\n", 1)


@pytest.mark.parametrize(
    ("word", "known", "name"),
    [
        ("reprot", ["report", "news"], "report"),
        ("Report", ["report", "news"], "report"),
        ("staffed_hours", ["staffedHours", "staffed"], "staffedHours"),
        ("tilte", ["title", "tiles"], "title"),
        ("nwes", ["news"], "news"),
        ("langauges", ["languages"], "languages"),
        ("repor", ["report", "repor-t"], None),
        ("reprot", ["report", "reports"], "report"),
        ("reporst", ["reports", "report"], None),
        ("cap", ["map"], None),
        ("nl", ["nl", "nb"], "nl"),
        ("report-lost", ["report"], None),
        ("x" * 100, ["x" * 99], None),
        ("zzz", [], None),
    ],
)
def test_only_one_name_can_be_meant(word: str, known: list[str], name: str | None) -> None:
    assert certain(word, known) == name
    fix = mend(Span("a.yaml", 1, 1, 1, len(word) + 1), word, known)
    assert (fix.text if fix else None) == name
