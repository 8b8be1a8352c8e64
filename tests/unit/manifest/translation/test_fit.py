"""A file of texts against its manifest: what it translates, what is left over, what a person must mend."""

from __future__ import annotations

from koban.manifest.node import Node
from koban.manifest.reader import read
from koban.manifest.translation.fit import Fitted, Shape, fit

SPEC = """\
title: Kade
phone: "1"
unit: {name: {nl: Team, fr: Équipe}}
proof: [{title: a}, {title: b}]
names: [x, y]
features:
  off: {enabled: false, with: {intro: Hallo}}
"""
TEXTS = {
    ("title",),
    ("unit", "name"),
    ("proof", 0, "title"),
    ("proof", 1, "title"),
    ("names", 0),
    ("names", 1),
}


def node(text: str) -> Node:
    found, problems = read(text.encode(), "uk.yaml")
    assert found is not None, problems
    return found


def fitted(texts: str) -> Fitted:
    return fit(Shape(node(SPEC), TEXTS, {("features", "off")}), node(texts), "uk", "nl")


def test_words_stand_at_the_path_of_their_text() -> None:
    found = fitted("title: А\nunit: {name: Б}\nproof: [{}, {title: В}]\nnames: [г, ґ]\n")
    assert {path: each.value for path, each in found.words.items()} == {
        ("title",): "А",
        ("unit", "name"): "Б",
        ("proof", 1, "title"): "В",
        ("names", 0): "г",
        ("names", 1): "ґ",
    }
    assert (found.left_over, found.mistakes) == ([], [])


def test_what_the_manifest_does_not_have_is_left_over() -> None:
    found = fitted("titel: А\nunit: {age: {a: b}}\nphone: два\nproof: [{title: a}, {}, {title: c}]\n")
    assert [(each.path, each.span.line) for each in found.left_over] == [
        (("titel",), 1),
        (("unit", "age"), 2),
        (("phone",), 3),
        (("proof", 2), 4),
    ]


def test_a_map_where_a_text_should_be_is_left_over() -> None:
    assert [each.path for each in fitted("unit: {name: {fr: x}}\n").left_over] == [("unit", "name")]


def test_words_for_what_is_switched_off_are_kept() -> None:
    found = fitted("features: {off: {with: {intro: Привіт, more: x}}}\n")
    assert list(found.kept) == [("features", "off", "with", "intro")]
    assert [each.path for each in found.left_over] == [("features", "off", "with", "more")]


def test_empty_words_are_none() -> None:
    found = fitted('title: " "\n')
    assert (found.words, found.left_over, found.mistakes) == ({}, [], [])


def test_what_only_a_person_can_mend_is_told() -> None:
    for texts, place in (
        ("title: 112\n", "uk.yaml:1:8"),
        ("names: [г]\n", "uk.yaml:1:8"),
        ("- a\n", "uk.yaml:1:1"),
        ("spec: {title: А}\n", "uk.yaml:1:1"),
    ):
        found = fitted(texts)
        assert [(each.code, str(each.span)) for each in found.mistakes] == [("KB310", place)], texts
        assert found.mistakes[0].help
        assert found.words == {}
