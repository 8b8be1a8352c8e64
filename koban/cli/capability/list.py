"""`koban capability list`: every capability that modules, forces and communities define."""

from __future__ import annotations

from collections.abc import Iterator

import click

from koban.capability.accounts.framework import account_capability
from koban.cli.capability.choices import format_option, language_option
from koban.cli.capability.document import Block, Facts, Heading, Paragraph, Said, Table
from koban.cli.capability.framework import find_framework, find_workspace, voice_of
from koban.cli.capability.telling import tell
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.model.capability_output import CapabilityEntry, CapabilityListOutput
from koban.plugin.manager import load_registry


@click.command(help="Tell what units can be able to do, and what research says of it.")
@format_option
@language_option
@pass_context
def command(context: Context, form: str, language: str | None) -> Exit:
    """Write the capabilities to standard output, by name."""
    registry = load_registry()
    workspace = find_workspace(context, registry)
    framework = find_framework(registry, workspace)
    voice = voice_of(workspace, language)
    found = [account_capability(name, framework, voice) for name in sorted(framework.capabilities)]
    tell(form, CapabilityListOutput(capabilities=found), list(_blocks(found)))
    return Exit.FINE


def _blocks(found: list[CapabilityEntry]) -> Iterator[Block]:
    if not found:
        yield Paragraph("no capability module is installed, and no force defines a capability")
        return
    yield Table(
        ("Name", "Title", "Approach", "Effect", "Studies"),
        [(one.name, Said(one.title), one.approach, one.effect, str(len(one.evidence))) for one in found],
        frozenset({4}),
        whole=frozenset({0}),
    )
    retired = [(f"{one.name} ({each.by})", Said(each.reason)) for one in found for each in one.retired]
    if retired:
        yield Heading(2, "Not worked towards")
        yield Facts(retired)
