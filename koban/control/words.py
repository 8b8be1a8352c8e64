"""What a reason means, in words for whoever looks after a fleet."""

from __future__ import annotations

import re

from koban.model.condition import Reason

_WORDS = {
    Reason.SUCCEEDED: "runs as Git says",
    Reason.PROGRESSING: "on its way",
    Reason.RETRYING: "tried again by itself",
    Reason.INVALID: "a mistake in its manifest",
    Reason.NO_FOLLOW_UP: "waits for a unit that answers",
    Reason.POLICY_REFUSED: "refused by one of the force's policies",
    Reason.OVER_DELETE_BUDGET: "waits: too many would go at once",
    Reason.HELD_BACK: "waits, so that nothing is lost",
    Reason.SOURCE_FAILED: "the repository cannot be read",
    Reason.REFUSED: "the host could not run it",
    Reason.UNHEALTHY: "does not answer well",
    Reason.CAPABILITY_DRIFT: "measured otherwise than declared",
}


def reason_in_words(reason: Reason) -> str:
    """A few plain words."""
    return _WORDS[reason]


def short(revision: str | None) -> str:
    """A revision as people say it: a commit by its first characters, other names whole."""
    if revision is None:
        return "none"
    return revision[:12] if re.fullmatch(r"[0-9a-f]{40,64}", revision) else revision
