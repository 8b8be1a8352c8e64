"""What is said of a feature that declares its indicators wrongly."""

from __future__ import annotations

from typing import Any

import pytest

from koban.api import Feature, Indicator
from koban.plugin.judge import judge

GOOD = Indicator("answered", {"en": "Answered"}, "%", "share")


def judged(indicators: list[Any], observe: str | None = "some.module:observe") -> str | None:
    given = {"name": "notes", "title": {"en": "Notes"}, "indicators": indicators, "observe": observe}
    return judge("koban_features", [type("Notes", (Feature,), given)()])


def test_good_ones_are_fine() -> None:
    assert judged([GOOD]) is None
    assert judged([], None) is None


@pytest.mark.parametrize(
    ("indicators", "words"),
    [
        (["answered"], "must be a list of koban.api.Indicator"),
        ([Indicator("Answered", {"en": "x"})], "'Answered' needs a name of small letters and a title"),
        ([Indicator("answered", {})], "'answered' needs a name"),
        ([Indicator("answered", {"en": "x"}, "%", "mean")], "is reckoned as one of median, share, count"),  # type: ignore[arg-type]
        ([GOOD, GOOD], "two have the same name"),
    ],
)
def test_bad_ones_are_told(indicators: list[Any], words: str) -> None:
    assert words in (judged(indicators) or "")


def test_somebody_has_to_observe() -> None:
    assert "Notes.observe must name the function" in (judged([GOOD], None) or "")
