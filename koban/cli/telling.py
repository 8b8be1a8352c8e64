"""Tells on a terminal what becomes of the communities, once for each thing that changes."""

from __future__ import annotations

import click

from koban.control.fleet import needs_a_person, roll_up
from koban.control.words import reason_in_words, short
from koban.model.condition import ConditionType
from koban.model.output import CommunityStatus, StatusOutput


class Teller:
    """Remembers what was said."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._said: dict[str, str] = {}

    def tell(self, status: StatusOutput) -> None:
        """Say what is new."""
        for one in status.communities:
            self._say(one.name, line_of(one), still_going=not (one.ready or needs_a_person(one)))
        for gone in status.archived:
            self._say(gone.name, f"{gone.name}: no longer served; its data is kept in {gone.archive}")
        if status.head is not None and status.head.message:
            self._say("", f"{reason_in_words(status.head.reason)}: {status.head.message}")
        elif self._said.pop("", None):
            click.echo("the repository can be read again", err=True)

    def _say(self, key: str, line: str, *, still_going: bool = False) -> None:
        if still_going or self._said.get(key) == line:
            return
        self._said[key] = line
        click.echo(line, err=True)


def line_of(one: CommunityStatus) -> str:
    """How a community is, in a line."""
    ready = roll_up(one.conditions)
    if one.ready:
        left_out = next((each.message for each in one.conditions if each.type is ConditionType.VALID), "")
        return f"{one.name}: ready at {short(one.applied_revision)}{f'; {left_out}' if left_out else ''}"
    if ready is None:
        return f"{one.name}: not looked at yet"
    return f"{one.name}: {reason_in_words(ready.reason)}: {ready.message}"
