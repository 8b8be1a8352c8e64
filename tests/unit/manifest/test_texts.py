"""Overlays add languages where the manifest has texts, and tell where it has none."""

from __future__ import annotations

from koban.manifest.node import Node
from koban.manifest.reader import read
from koban.manifest.texts import Overlay


def _node(text: str, file: str = "community.yaml") -> Node:
    node, problems = read(text.encode(), file)
    assert node is not None, problems
    return node


def _lay(spec: Node, texts: str) -> tuple[object, list[str]]:
    overlay = Overlay("uk", "nl")
    laid = overlay.lay(spec, _node(texts, "uk.yaml"))
    return laid.plain(), [f"{found.span} {found.code}" for found in overlay.diagnostics]


def test_a_string_becomes_a_language_map() -> None:
    assert _lay(_node("title: Kade"), "title: Набережна") == (
        {"title": {"nl": "Kade", "uk": "Набережна"}},
        [],
    )


def test_a_language_map_gets_one_more() -> None:
    laid, told = _lay(_node("title: {nl: Kade, fr: Quai}"), "title: Набережна")
    assert (laid, told) == ({"title": {"nl": "Kade", "fr": "Quai", "uk": "Набережна"}}, [])


def test_it_reaches_deep_and_into_lists_of_the_same_length() -> None:
    laid, told = _lay(_node("a: {b: [{t: x}, {t: y}]}\nc: 1"), "a: {b: [{t: X}, {t: Y}]}")
    assert laid == {"a": {"b": [{"t": {"nl": "x", "uk": "X"}}, {"t": {"nl": "y", "uk": "Y"}}]}, "c": 1}
    assert told == []


def test_what_the_manifest_does_not_have_is_told_at_its_own_place() -> None:
    laid, told = _lay(_node("title: Kade"), "title: Набережна\nsummary: Море")
    assert laid == {"title": {"nl": "Kade", "uk": "Набережна"}}
    assert told == ["uk.yaml:2:1 KB310"]


def test_numbers_maps_and_lists_of_another_length_are_no_texts() -> None:
    spec = _node("posts: 2\nunit: {name: x, n: {a: 1}}\nlist: [a]")
    laid, told = _lay(spec, "posts: два\nunit: слово\nlist: [а, б]")
    assert laid == spec.plain()
    assert told == ["uk.yaml:1:1 KB310", "uk.yaml:2:1 KB310", "uk.yaml:3:7 KB310"]


def test_the_place_of_a_text_stays_that_of_the_manifest() -> None:
    overlay = Overlay("uk", "nl")
    title = overlay.lay(_node("title: Kade"), _node("title: Набережна", "uk.yaml")).get("title")
    assert title is not None
    assert title.span.file == "community.yaml"
    assert (title.keys["nl"].file, title.keys["uk"].file) == ("community.yaml", "uk.yaml")
