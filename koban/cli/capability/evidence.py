"""`koban capability evidence [NAME]`: what was studied, what came out, how good it is, and how it was verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from koban.capability.accounts.framework import Framework, account_evidence
from koban.cli.capability.choices import format_option, language_option
from koban.cli.capability.document import Block, Facts, Heading, Paragraph, Said, joined
from koban.cli.capability.framework import find_framework, find_workspace, voice_of
from koban.cli.capability.telling import tell
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.manifest.suggestion import did_you_mean
from koban.model.capability_output import EvidenceEntry, EvidenceListOutput
from koban.plugin.manager import load_registry


@click.command(
    help="Tell what research says: all of it, the entry NAME, or what speaks of the capability NAME."
)
@click.argument("name", required=False)
@format_option
@language_option
@pass_context
def command(context: Context, name: str | None, form: str, language: str | None) -> Exit:
    """Write entries of the evidence register to standard output, by name."""
    registry = load_registry()
    workspace = find_workspace(context, registry)
    framework = find_framework(registry, workspace)
    voice = voice_of(workspace, language)
    found = [account_evidence(one, framework, voice) for one in _chosen(name, framework)]
    tell(form, EvidenceListOutput(evidence=found), list(studies_told(found)))
    return Exit.FINE


def _chosen(name: str | None, framework: Framework) -> list[str]:
    if name is None:
        return sorted(framework.evidence)
    if name in framework.evidence:
        return [name]
    if name in framework.capabilities:
        named = framework.capabilities[name]["evidence"]
        return [one for one in named if one in framework.evidence]
    hint = did_you_mean(name, [*framework.evidence, *framework.capabilities])
    cure = hint or "koban capability evidence names all"
    raise click.UsageError(f'there is no entry and no capability called "{name}"; {cure}')


def studies_told(found: Sequence[EvidenceEntry]) -> Iterator[Block]:
    """Each entry with what a careful reader asks."""
    if not found:
        yield Paragraph("unknown: no research is named")
    for one in found:
        yield Heading(3, one.name)
        rows = [
            ("Source", f"{one.cite} ({one.year})"),
            ("Studied", Said(one.studied)),
            ("Effect", f"{one.effect}, on:"),
            ("", Said(one.on)),
            ("Quality", f"{one.strength} of 4: {one.quality}"),
            ("Verified", one.verified),
            ("Speaks of", joined([*one.capabilities, *one.measures])),
        ]
        yield Facts([*rows, ("Note", Said(one.note))] if one.note else rows)
