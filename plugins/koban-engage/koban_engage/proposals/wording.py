"""What the states of a proposal are called."""

from __future__ import annotations

from collections.abc import Mapping

from koban.api.web import Visit
from koban_engage.proposals.records import State

TONES: Mapping[State, str] = {
    "waiting": "warn",
    "open": "neutral",
    "accepted": "good",
    "being-done": "good",
    "done": "good",
    "declined": "stop",
    "not-released": "stop",
}


def state_words(visit: Visit, state: State) -> str:
    """The state in a few words."""
    return {
        "waiting": visit._("Waits for the unit to read it"),
        "open": visit._("Open for support"),
        "accepted": visit._("Accepted"),
        "being-done": visit._("Being done"),
        "done": visit._("Done"),
        "declined": visit._("Declined"),
        "not-released": visit._("Not published"),
    }[state]
