"""The workspace's own blueprints: a community that extends one and adds nothing has an app that makes sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_community import registry
from extended import LANGUAGES, PURPOSES, extend

FOLDER = Path(__file__).parents[2] / "blueprints"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_there_is_one_for_the_country() -> None:
    assert NAMES == ["rural"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_community_that_adds_nothing_checks_without_a_word(
    name: str, language: str, tmp_path: Path
) -> None:
    body = (FOLDER / f"{name}.yaml").read_text("utf-8")
    diagnostics, compiled = extend(tmp_path, registry(), name, language, body)
    assert [str(found) for found in diagnostics] == []
    assert compiled is not None
    spec = compiled.bundle.spec
    assert spec.app.large_text
    assert spec.needs
    assert not spec.decisions
    categories = compiled.bundle.features["report"].config["categories"]
    assert {category["purpose"] for category in categories.values()} <= PURPOSES
