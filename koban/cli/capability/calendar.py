"""`koban capability calendar COMMUNITY`: its roadmap as iCalendar, for the calendars that people use anyway."""

from __future__ import annotations

from collections.abc import Iterator

import click

from koban.capability.accounts.roadmap import account_roadmap
from koban.capability.calendar import Event, write_calendar
from koban.cli.capability.choices import language_option
from koban.cli.capability.subject import Subject, find_subject
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.model.clock import SystemClock
from koban.model.gap_output import RoadmapEntry


@click.command(help="Write the roadmap of COMMUNITY as iCalendar (RFC 5545).")
@click.argument("community")
@language_option
@pass_context
def command(context: Context, community: str, language: str | None) -> Exit:
    """Write the calendar to standard output; what has no day is told on standard error."""
    subject = find_subject(context, community, language)
    found = account_roadmap(subject.name, subject.picture, subject.today, subject.voice)
    undated = [one.name for one in found.items if one.start is None and one.end is None]
    if undated:
        click.echo(f"left out, because no day is set: {', '.join(undated)}", err=True)
    now = SystemClock().now()
    click.echo(write_calendar(subject.title, _events(subject, found.items), now).encode(), nl=False)
    return Exit.FINE


def _events(subject: Subject, items: list[RoadmapEntry]) -> Iterator[Event]:
    for one in items:
        first, last = one.start or one.end, one.end or one.start
        if first is None or last is None:
            continue
        uid = f"{one.name}.{subject.name}.{subject.bundle.force.name}@koban"
        yield Event(uid, one.title, first, max(first, last), "\n".join(_about(one)), one.kind)


def _about(one: RoadmapEntry) -> Iterator[str]:
    yield f"Owner: {one.owner_title or 'nobody yet'}"
    if one.gives:
        yield f"For: {', '.join(one.gives_titles)}"
    if one.aim:
        yield f"Aim: {', '.join(f'{name} {number:g}' for name, number in one.aim.items())}"
    if one.stop_if:
        yield f"Given up if: {one.stop_if}"
