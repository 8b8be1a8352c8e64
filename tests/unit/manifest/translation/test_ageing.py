"""The original of a translation is looked up where the translation was written."""

from __future__ import annotations

from koban.diagnostics.diagnostic import Span
from koban.manifest.translation.ageing import Past
from koban.manifest.translation.original import Original

TITLE = ("title",)


def then(
    states: dict[str, tuple[str, str] | None], before: dict[str, list[str]], newest: str = "c"
) -> str | None:
    """How the title read when its Ukrainian words, А, were written; states are (nl, uk)."""

    def words(state: str) -> dict | None:
        known = states[state]
        return None if known is None else {TITLE: {"nl": known[0], "uk": known[1]}}

    past = Past([newest], before, words)
    return past.original_of(Original(TITLE, {"nl": "now"}, "nl", Span("x")), "uk", "А")


LINE = {"c": ["b"], "b": ["a"], "a": []}


def test_what_is_not_committed_counts_as_now() -> None:
    assert then({"c": ("old", "Я"), "b": ("older", "А"), "a": ("oldest", "А")}, LINE) == "now"


def test_it_goes_back_as_long_as_the_translation_is_the_same() -> None:
    assert then({"c": ("now", "А"), "b": ("old", "А"), "a": ("oldest", "Я")}, LINE) == "old"
    assert then({"c": ("now", "А"), "b": ("now", "Я"), "a": ("old", "А")}, LINE) == "now"


def test_a_state_that_cannot_be_read_is_passed_over() -> None:
    assert then({"c": ("now", "А"), "b": None, "a": ("old", "А")}, LINE) == "old"


def test_where_branches_come_together_it_follows_the_one_with_the_translation() -> None:
    net = {"c": ["main", "branch"], "main": ["a"], "branch": ["a"], "a": []}
    states = {"c": ("now", "А"), "main": ("now", "Я"), "branch": ("old", "А"), "a": ("old", "Я")}
    assert then(states, net) == "old"


def test_a_branch_that_was_passed_by_can_lead_on() -> None:
    net = {"c": ["b", "a"], "b": ["a"], "a": []}
    assert then({"c": ("now", "А"), "b": ("now", "А"), "a": ("old", "А")}, net) == "old"


def test_history_that_ends_elsewhere_is_no_mistake() -> None:
    assert then({"c": ("old", "А")}, {"c": ["beyond"]}) == "old"
