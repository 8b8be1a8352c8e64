"""Steps change the tree, and the text, in the same way; everything keeps its place and every other line its bytes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from yaml_texts import yaml_texts

from koban.manifest.node import Node
from koban.manifest.reader import read
from koban.manifest.rewriting import Rewritten, rewrite_steps
from koban.manifest.steps import below, migrate, migrate_plain, without_prefix
from koban.model.migration import MapValues, Move, Remove, Rename, Step


def _read(text: str) -> Node:
    node, problems = read(text.encode(), "a.yaml")
    assert node is not None, problems
    return node


def _both(text: str, *steps: Step) -> Rewritten:
    """The text after `steps`, which must say what the tree says after them."""
    done = rewrite_steps(text.encode(), "a.yaml", steps)
    if not done.problems:
        assert repr(_read(done.body.decode()).plain()) == repr(migrate(_read(text), steps)[0].plain())
        assert rewrite_steps(done.body, "a.yaml", steps).told == []
    return done


def _text(text: str, *steps: Step) -> str:
    done = _both(text, *steps)
    assert done.problems == []
    return done.body.decode()


def test_a_new_name_keeps_place_order_and_quotes() -> None:
    text = "a:\n  x: {'old' :  1, k: 2} # c\n  y:\n    k: 3\n    old:   4   # d\n  z: [old]\n"
    step = Rename("a.*.old", "new")
    assert _text(text, step) == text.replace("'old'", "'new'").replace("    old:", "    new:")
    node, done = migrate(_read(text), [step])
    assert [place.path for place in done] == [("a", "x", "old"), ("a", "y", "old")]
    assert list(node.get("a", "x").value) == ["new", "k"]
    assert node.get("a", "x").keys["new"].column == 7


def test_values_are_written_anew() -> None:
    step = MapValues("a.*.mode", {"loud": "loudly", 1: True, "no": None, False: "off", "x": "1"})
    text = "a:\n  - {mode: loud, k: 1}\n  - {mode: 'loud'}\n  - mode: 1 # c\n  - mode: no\n  - {mode: false}\n  - mode: 2\n  - mode: x\n  - mode: |-\n      loud\n  - mode: \"x\"\n"
    assert _text(text, step) == (
        "a:\n  - {mode: loudly, k: 1}\n  - {mode: 'loudly'}\n  - mode: true # c\n  - mode: null\n  - {mode: off}\n  - mode: 2\n  - mode: '1'\n"
        "  - mode: loudly\n  - mode: '1'\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a:\n  old: 1  # c\n  # kept\n  b: 2\n", "a:\n  # kept\n  b: 2\n"),
        (
            "a:\n  b: 2\n  # kept\n  old:\n    deep:\n      - 1  # c\n\nz: 1\n",
            "a:\n  b: 2\n  # kept\n\nz: 1\n",
        ),
        ("a:\n  old: |\n    text\n\n  b: 2\n", "a:\n\n  b: 2\n"),
        ("a: {old: 1, b: 2}\n", "a: {b: 2}\n"),
        ("a: {b: 2, old: [1, 2]}  # c\n", "a: {b: 2}  # c\n"),
        ("a: {b: 2, 'old': {x: y}, c: 3}\n", "a: {b: 2, c: 3}\n"),
        ("a: {old: 1}\n", "a: {}\n"),
        ("a:\n  old: 1\nb: 2\n", "a:\n  {}\nb: 2\n"),
        ("a:\r\n  b: 2\r\n  old: 1\r\nz: é\r\n", "a:\r\n  b: 2\r\nz: é\r\n"),
        ("a:\n  b: 2\n  old: 1", "a:\n  b: 2\n"),
    ],
)
def test_what_is_gone_takes_its_lines_along(text: str, wanted: str) -> None:
    assert _text(text, Remove("a.old", "nobody used it")) == wanted


def test_the_first_of_a_list_entry_leaves_the_dash() -> None:
    assert _text("a:\n  - old: 1\n    b: 2\n  - b: 3\n", Remove("a.*.old", "x")) == "a:\n  - b: 2\n  - b: 3\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "a:\n  old:\n    deep: 1  # c\n    # in\n    more: 2\n  b: 2\nc:\n  d: 1  # last\nz: 1\n",
            "a:\n  b: 2\nc:\n  d: 1  # last\n  new:\n    deep: 1  # c\n    # in\n    more: 2\nz: 1\n",
        ),
        ("a: {old: 1, b: 2}\nc: {d: 1}\n", "a: {b: 2}\nc: {d: 1, new: 1}\n"),
        ("a:\n  b: 2\n  'old': x  # why\n", "a:\n  b: 2\nc:\n  new: x  # why\n"),
        ("a: {old: x, b: 1}\nz: 1\n", "a: {b: 1}\nz: 1\nc:\n  new: x\n"),
        (
            "a:\n  old: |\n    one\n     two\nc: {}\nz: 1\n",
            "a:\n  {}\nc:\n  new: |\n    one\n     two\nz: 1\n",
        ),
    ],
)
def test_what_moves_is_the_last_at_its_new_place(text: str, wanted: str) -> None:
    assert _text(text, Move("a.old", "c.new")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a:\n  old: 1\n  b: 2\n", "a:\n  b: 2\n  c:\n    new: 1\n"),
        ("a:\n  old: 1  # c\n", "a:\n  c:\n    new: 1  # c\n"),
        ("a: {old: 1}\n", "a: {c: {new: 1}}\n"),
        ("a: {b: 1, old: [x]}\n", "a: {b: 1, c: {new: [x]}}\n"),
    ],
)
def test_what_moves_further_down_in_its_own_map(text: str, wanted: str) -> None:
    assert _text(text, Move("a.old", "a.c.new")) == wanted


def test_stars_of_a_move_mean_the_same_entries() -> None:
    text = "a:\n  x:\n    old: 1\n    k: 0\n  y:\n    old: 2\n    k: 0\n"
    assert migrate(_read(text), [Move("a.*.old", "a.*.in.new")])[0].plain() == {
        "a": {"x": {"k": 0, "in": {"new": 1}}, "y": {"k": 0, "in": {"new": 2}}}
    }
    _text(text, Move("a.*.old", "a.*.in.new"))


@pytest.mark.parametrize("step", [Rename("a.old", "new"), Move("a.old", "a.new"), Move("a.old", "a.b.c")])
def test_a_taken_place_is_told_and_left(step: Step) -> None:
    text = "a:\n  old: 1\n  new: 2\n  b: 3\n"
    done = _both(text, step)
    assert done.body.decode() == text
    (found,) = done.problems
    assert (found.code, found.span.line, len(found.related)) == ("KB224", 2, 1)
    assert "old" not in migrate(_read(text), [step])[0].get("a").value


def test_what_would_lose_a_comment_is_told_and_left() -> None:
    text = "a:\n  - old: 1\n    # about b\n    b: 2\n"
    done = _both(text, Remove("a.*.old", "x"))
    assert done.body.decode() == text
    assert [found.code for found in done.problems] == ["KB225"]


def test_one_step_works_on_what_another_made() -> None:
    steps = (Rename("a.old", "mid"), Move("a.mid", "b.new"), MapValues("b.new", {1: 2}))
    assert _text("a:\n  old: 1\n  k: 0\n", *steps) == "a:\n  k: 0\nb:\n  new: 2\n"


def test_plain_values_and_prefixes() -> None:
    steps = (Rename("a.old", "new"), Move("b.*.c", "b.*.d"))
    assert migrate_plain({"a": {"old": [1]}, "b": {"x": {"c": 1}}}, steps) == {
        "a": {"new": [1]},
        "b": {"x": {"d": 1}},
    }
    lower = [below(step, "spec") for step in steps]
    assert lower == [Rename("spec.a.old", "new"), Move("spec.b.*.c", "spec.b.*.d")]
    assert without_prefix([*lower, Rename("metadata.x", "y"), Move("spec.x", "metadata.x")], "spec") == steps


@pytest.mark.parametrize(
    "make",
    [
        lambda: Rename("", "x"),
        lambda: Rename("a.*", "x"),
        lambda: Rename("a.b", "x.y"),
        lambda: Move("a.*.b", "c.b"),
        lambda: Remove("a b", "x"),
        lambda: MapValues("a", {1: 2, 2: 3}),
    ],
)
def test_steps_that_cannot_be_are_refused(make: type[Step]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        make()


def _fields(node: Node, path: str = "") -> Iterator[str]:
    for key, child in node.value.items() if isinstance(node.value, dict) else ():
        if key.isascii() and "_" not in key:
            yield f"{path}{key}"
            yield from _fields(child, f"{path}{key}.")


@given(yaml_texts(), st.data())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
def test_text_and_tree_agree_whatever_is_written(body: bytes, data: st.DataObject) -> None:
    node, _ = read(body, "a.yaml")
    assume(node is not None)
    assert node is not None
    fields = list(_fields(node))
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    step = data.draw(
        st.sampled_from(
            [
                Rename(field, "renamed"),
                Remove(field, "x"),
                Move(field, "moved.here"),
                Move(field, f"{field}-x"),
            ]
        )
    )
    done = rewrite_steps(body, "a.yaml", [step])
    again, problems = read(done.body, "a.yaml")
    assert again is not None, problems
    event(f"{type(step).__name__} {'left' if done.problems else 'done'}")
    if done.problems:
        assert done.body == body
        assert not isinstance(step, Rename)
    else:
        assert repr(again.plain()) == repr(migrate(node, [step])[0].plain())
