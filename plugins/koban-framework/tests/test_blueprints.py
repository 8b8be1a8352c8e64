"""The module's blueprints: whoever extends one and adds nothing has an app that makes sense, in each of their languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from extended import LANGUAGES, PURPOSES, extend

FOLDER = Path(__file__).parents[1] / "koban_framework" / "blueprints"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_each_theme_has_one_and_so_has_the_net(registry: Any) -> None:
    themes = {
        registry.blueprints[name].value.spec.get("theme").value for name in NAMES if name != "neighbourhood"
    }
    assert themes == set(registry.themes)
    given = {name for name, one in registry.blueprints.items() if one.plugin == "koban-framework"}
    assert given == set(NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_community_that_adds_nothing_checks_without_a_word(
    name: str, language: str, registry: Any, tmp_path: Path
) -> None:
    diagnostics, compiled = extend(tmp_path, registry, name, language)
    assert [str(found) for found in diagnostics] == []
    assert compiled is not None
    bundle = compiled.bundle
    theme = plain(registry, name).get("theme")
    assert (bundle.spec.theme, theme is None) == (theme, name == "neighbourhood")
    assert {"report", "news", "officers", "proposals"} <= bundle.features.keys()
    assert bundle.spec.needs
    assert len({measure.kind for measure in bundle.spec.measures.values()}) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_it_gives_nothing_that_is_one_places_own(name: str, registry: Any) -> None:
    spec = plain(registry, name)
    own = {"title", "languages", "area", "unit", "partners", "context", "capabilities", "connectors"}
    assert not spec.keys() & (own | {"decisions", "privacy"})
    for measure in spec.get("measures", {}).values():
        assert not measure.keys() & {"start", "due", "done", "budget", "people", "cost", "result"}
        assert set(measure.get("evidence", [])) <= registry.evidence.keys()
    assert purposes(spec) <= PURPOSES


@pytest.mark.parametrize("name", NAMES)
def test_every_text_names_the_same_languages_and_no_emergency_number(name: str, registry: Any) -> None:
    found = list(texts(plain(registry, name)))
    assert len(found) >= 5
    for path, words in found:
        assert list(words) == LANGUAGES, path
        assert not [said for said in words.values() if "112" in said or "110" in said], path


def test_texts_are_translated(registry: Any) -> None:
    """A text of more than four words that is the same in two languages was forgotten."""
    for name in NAMES:
        for path, words in texts(plain(registry, name)):
            for language in set(LANGUAGES) - {"en", "de-simple"}:
                assert len(words["en"].split()) <= 4 or words[language] != words["en"], (path, language)


def plain(registry: Any, name: str) -> dict[str, Any]:
    spec: dict[str, Any] = registry.blueprints[name].value.spec.plain()
    return spec


def texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict) and "en" in value:
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")


def purposes(value: Any) -> set[str]:
    if not isinstance(value, dict):
        return set()
    own = {value["purpose"]} if isinstance(value.get("purpose"), str) else set()
    return own.union(*(purposes(inner) for inner in value.values()))
