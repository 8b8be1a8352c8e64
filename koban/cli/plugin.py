"""`koban plugin`: tells what is installed, what each plugin contributes, and what failed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from koban.cli.exit import Exit
from koban.model.output import PluginEntry, PluginListOutput, PluginProblem
from koban.plugin.manager import load_registry
from koban.plugin.registry import Contributed, Registry


@click.group(help="Look at the installed plugins.")
def command() -> None:
    """Group the commands about plugins."""


@command.command("list", help="Tell what is installed, what each plugin contributes, and what failed.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_plugins(form: str) -> Exit:
    """Write the plugins to standard output; a failed one makes the exit code 3."""
    listed = describe(load_registry())
    if form == "json":
        click.echo(json.dumps(listed.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        for plugin in listed.plugins:
            _tell(plugin)
        if not listed.plugins:
            click.echo("no plugin is installed")
    return Exit.BUG if any(plugin.problems for plugin in listed.plugins) else Exit.FINE


def describe(registry: Registry) -> PluginListOutput:
    """Every installed plugin, the failed ones too."""
    versions = {problem.plugin: problem.version for problem in registry.problems} | registry.plugins
    return PluginListOutput(plugins=[_entry(name, versions[name], registry) for name in sorted(versions)])


def _entry(name: str, version: str, registry: Registry) -> PluginEntry:
    return PluginEntry(
        name=name,
        version=version,
        hooks=sorted(registry.hooks.get(name, ())),
        features=_of(name, registry.features),
        connectors=_of(name, registry.connectors),
        policies=_of(name, registry.policies),
        indicators=[
            f"{feature}.{indicator.name}"
            for feature in _of(name, registry.features)
            for indicator in registry.features[feature].value.indicators
        ],
        capabilities=len(_of(name, registry.capabilities)),
        themes=_of(name, registry.themes),
        evidence=len(_of(name, registry.evidence)),
        blueprints=_of(name, registry.blueprints),
        stores=_of(name, registry.secret_stores),
        problems=[
            PluginProblem(hook=problem.hook, message=problem.message, place=problem.place)
            for problem in registry.problems
            if problem.plugin == name
        ],
    )


def _of(plugin: str, table: Mapping[str, Contributed[Any]]) -> list[str]:
    return sorted(name for name, given in table.items() if given.plugin == plugin)


def _tell(plugin: PluginEntry) -> None:
    click.echo(f"{plugin.name} {plugin.version}")
    rows = {
        "features": ", ".join(plugin.features),
        "connectors": ", ".join(plugin.connectors),
        "policies": ", ".join(plugin.policies),
        "indicators": ", ".join(plugin.indicators),
        "capabilities": str(plugin.capabilities or ""),
        "themes": ", ".join(plugin.themes),
        "evidence": f"{plugin.evidence} studies" if plugin.evidence else "",
        "blueprints": ", ".join(plugin.blueprints),
        "stores": ", ".join(plugin.stores),
        "hooks": ", ".join(plugin.hooks),
    }
    for title, words in rows.items():
        if words:
            click.echo(f"  {title + ':':<14}{words}")
    for problem in plugin.problems:
        click.echo(f"  failed in {problem.hook}: {problem.message}\n    {problem.place}")
