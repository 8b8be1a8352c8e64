"""Our own comments are told from those of people."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.manifest.translation.marks import fits, read_mark, recognise, stale


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_mark_is_read_as_it_was_written(words: str) -> None:
    assert read_mark(stale(words)) == ("stale", words)
    assert read_mark(fits(words)) == ("fits", words)
    assert "\n" not in stale(words)


@pytest.mark.parametrize("comment", ["# stale: old", '# fits: "a', "# fits", '#stale: "a"'])
def test_what_people_say_is_no_mark(comment: str) -> None:
    assert read_mark(comment) is None


def test_a_text_that_waits_is_known_by_its_end_and_its_parents_by_it() -> None:
    run = ["# about this:", "# unit:", "#   places:", "# hm", '#     post: "a # b"  # pl', "#   name: x"]
    held = [each.key if each else None for each in recognise(run, {"pl"})]
    assert held == [None, "unit", "places", None, "post", None]


@pytest.mark.parametrize("comment", ["# title: x  # de", "# title: x # pl", "# so  # pl", "# title: x"])
def test_other_comments_wait_for_nothing(comment: str) -> None:
    assert recognise([comment], {"pl"}) == [None]


def test_a_key_in_quotes_is_read() -> None:
    (held,) = recognise([f"# {json.dumps('a: b')}: x  # pl"], {"pl"})
    assert held is not None
    assert held.key == "a: b"
