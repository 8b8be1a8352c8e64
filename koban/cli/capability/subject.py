"""The community that a command about capabilities speaks of, compiled from the working tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import click

from koban.capability.accounts.voice import Voice
from koban.capability.picture import Picture, picture_of
from koban.cli.context import Context
from koban.cli.effective import check_name
from koban.cli.exit import Exit
from koban.compile.compiler import compile_community
from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.bundle import Bundle
from koban.model.clock import SystemClock
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class Subject:
    """One community, the day it is looked at, and the language it is told in."""

    bundle: Bundle
    picture: Picture
    today: date
    voice: Voice

    @property
    def name(self) -> str:
        """Its name."""
        return self.bundle.name

    @property
    def title(self) -> str:
        """What it is called."""
        return self.voice(self.bundle.spec.title)


def find_subject(context: Context, name: str, language: str | None) -> Subject:
    """The community `name`. Raises click's error for one that is not there; ends the command where it has mistakes."""
    tree, registry = WorkingTree(context.folder), load_registry()
    check_name(tree, name)
    loaded = load_workspace(tree, [name], registry.parents).communities[name]
    found, compiled = compile_community(loaded, registry, tree)
    if compiled is None:
        tell_mistakes(found)
        click.get_current_context().exit(Exit.PROBLEMS)
    return subject_of(compiled.bundle, registry, language)


def subject_of(bundle: Bundle, registry: Registry, language: str | None) -> Subject:
    """A compiled community today, where it is."""
    today = SystemClock().now().astimezone(ZoneInfo(bundle.force.time_zone)).date()
    voice = Voice(language or bundle.force.language, bundle.spec.languages[0])
    return Subject(bundle, picture_of(bundle, collecting(bundle, registry)), today, voice)


def collecting(bundle: Bundle, registry: Registry) -> frozenset[str]:
    """Instances of features that collect personal data; one that is not installed may."""
    return frozenset(
        name
        for name, feature in bundle.features.items()
        if feature.uses not in registry.features or registry.features[feature.uses].value.collects
    )


def tell_mistakes(found: Iterable[Diagnostic]) -> None:
    """Write errors to standard error, each once."""
    for one in dict.fromkeys(str(one) for one in found if one.severity is Severity.ERROR):
        click.echo(one, err=True)
