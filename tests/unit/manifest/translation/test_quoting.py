"""Words are written so that they are read as they were, plain where that is possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.manifest.reader import read
from koban.manifest.translation.quoting import as_key, as_lines, as_words


def value(text: str) -> object:
    node, problems = read(text.encode(), "")
    assert problems == []
    assert node is not None
    return node.plain()


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Salt Quay", "Salt Quay"),
        ("Так, звісно", "Так, звісно"),
        ("Quay: east", '"Quay: east"'),
        ("no", '"no"'),
        ("112", '"112"'),
        ("# one", '"# one"'),
        (" space", '" space"'),
        ("a\u202eb", '"a\\u202eb"'),
    ],
)
def test_quotes_stand_where_they_are_needed(words: str, written: str) -> None:
    assert as_words(words) == written


def test_a_comma_needs_quotes_between_braces_only() -> None:
    assert as_words("a, b") == "a, b"
    assert as_words("a, b", flow=True) == '"a, b"'


def test_paragraphs_stand_below_each_other() -> None:
    assert as_lines("One\n\nTwo\n", 4) == ["|", "    One", "", "    Two"]
    assert as_lines("One\nTwo", 2) == ["|-", "  One", "  Two"]
    assert as_lines("One\nTwo\n\n", 2) == ['"One\\nTwo\\n\\n"']


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_are_read_as_they_were(words: str) -> None:
    assert value(f"t: {as_words(words)}  # c\n") == {"t": words}
    assert value(f"t: {{a: {as_words(words, flow=True)}, b: x}}\n") == {"t": {"a": words, "b": "x"}}
    assert value("t:\n  u: " + "\n".join(as_lines(words, 4)) + "\n") == {"t": {"u": words}}


@given(st.from_regex(r"[A-Za-z0-9_.-]{1,8}", fullmatch=True))
def test_any_name_can_be_a_key(name: str) -> None:
    assert value(f"{as_key(name)}: x") == {name: "x"}
