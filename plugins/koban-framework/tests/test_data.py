"""The module's data holds together: it loads, names only what exists, and keeps its doubts."""

from __future__ import annotations

from typing import Any

TITLES = {"en", "nl", "fr", "de", "pl", "pt", "uk"}
DEFINITIONS = {"en", "nl", "de", "pl", "pt"}


def test_everything_loads(registry: Any) -> None:
    assert not registry.problems
    assert (len(registry.capabilities), len(registry.themes), len(registry.evidence)) == (39, 4, 37)


def test_capabilities_have_components_and_words_in_each_language(registry: Any) -> None:
    for name, contributed in registry.capabilities.items():
        value = contributed.value
        assert value["title"].keys() >= TITLES, name
        assert value["definition"].keys() >= DEFINITIONS, name
        assert all(value[kind] for kind in ("knowledge", "skills", "technologies", "indicators")), name


def test_what_is_named_exists(registry: Any) -> None:
    for name, capability in registry.capabilities.items():
        assert set(capability.value["evidence"]) <= registry.evidence.keys(), name
    for name, theme in registry.themes.items():
        assert theme.value["capabilities"].keys() <= registry.capabilities.keys(), name


def test_nothing_is_sure_without_evidence(registry: Any) -> None:
    for name, capability in registry.capabilities.items():
        if not capability.value["evidence"]:
            assert capability.value["confidence"] == "unknown", name


def test_what_was_not_read_says_so(registry: Any) -> None:
    for name, evidence in registry.evidence.items():
        if evidence.value["read"] == "memory":
            assert "verify" in evidence.value["note"]["en"], name
