"""What an officer does with a proposal: a new state with words, checked. Stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from koban.api.web import Visit
from koban_engage.proposals.records import Proposal, State
from koban_engage.sent import Sent

LONGEST = 5_000
NEXT: Mapping[State, tuple[State, ...]] = {
    "waiting": ("open", "not-released"),
    "open": ("accepted", "declined"),
    "accepted": ("being-done", "done", "declined"),
    "being-done": ("done", "declined"),
    "done": (),
    "declined": ("open",),
    "not-released": ("open",),
}
"""What a state can become. A result can be added to what is done at any time."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Changes to the proposal, or mistakes by field."""

    changes: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def decide(visit: Visit, proposal: Proposal, sent: Sent) -> Decision:
    """What the form comes to."""
    wanted = sent.text("state") or proposal.state
    answer, result = sent.text("answer"), sent.text("result")
    errors: dict[str, str] = {}
    if wanted != proposal.state and wanted not in NEXT[proposal.state]:
        errors["state"] = visit._("Choose what becomes of it.")
    if wanted in {"accepted", "declined", "not-released"} and not answer:
        errors["answer"] = visit._("Say why. Its author and, once it is public, everybody reads it.")
    if wanted == "done" and not result:
        errors["result"] = visit._("Say what was done. It stands on the front page as “you said, we did”.")
    for name, words in (("answer", answer), ("result", result)):
        if len(words) > LONGEST:
            errors[name] = visit._("Write at most {limit} characters.", limit=visit.number(LONGEST))
    if errors:
        return Decision(errors=errors)
    changes: dict[str, Any] = {"state": wanted, "answer": answer, "result": result}
    if answer and answer != proposal.answer:
        changes["answered"] = visit.now
    if wanted == "open" and proposal.released is None:
        changes["released"] = visit.now
    if wanted == "done" and proposal.finished is None:
        changes["finished"] = visit.now
    return Decision(changes)
