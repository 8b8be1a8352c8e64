"""`koban plan`: tells what people would notice if the working tree went live. Carries nothing out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.pairing import pair
from koban.cli.progress import tell_progress
from koban.compile.compiler import compile_community
from koban.diagnostics.diagnostic import Diagnostic, Severity, has_errors
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import Workspace, load_workspace
from koban.model.bundle import Bundle
from koban.model.clock import SystemClock
from koban.model.output import PlanOutput
from koban.model.plan import Action, Change
from koban.plan.planner import plan_changes
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry
from koban.store.control import ControlStore

_SHOWN = 100


@click.command(help="Tell what would change if the manifests, as they lie there, went live.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--exit-code", "pending", is_flag=True, help="Exit with 4 when there are changes.")
@pass_context
def command(context: Context, form: str, *, pending: bool) -> Exit:
    """Compare the working tree with what is served, and write the plan to standard output."""
    tree = WorkingTree(context.folder)
    registry = load_registry()
    workspace = load_workspace(tree)
    served, former = _served(context.state)
    before, gone = pair(workspace.communities, served, former)
    problems = [*workspace.diagnostics]
    changes: list[Change] = []
    invalid: list[str] = []
    steps = _compare(workspace, tree, registry, before)
    for name, change, found in tell_progress(steps, len(workspace.communities), "Comparing communities"):
        problems += found
        if has_errors(found):
            invalid.append(name)
        elif change is not None:
            changes.append(change)
    if not has_errors(workspace.diagnostics):
        changes += _gone(gone)
    plan = PlanOutput(changes=sorted(changes, key=lambda one: one.community), invalid=sorted(invalid))
    _write(plan, form, wrong=has_errors(problems))
    return _outcome(plan, problems, pending=pending)


def _served(state: Path) -> tuple[dict[str, Bundle], dict[str, str]]:
    """What is served now, by name, and the old names that lead there. A state folder that is not there is not made."""
    if not (state / "control.db").is_file():
        return {}, {}
    store = ControlStore.open(state, SystemClock())
    try:
        rows = {row.uid: row for row in store.communities() if row.served and row.state == "active"}
        bodies = {row.name: store.blob(row.served) for row in rows.values() if row.served}
        former = {one.name: rows[one.uid].name for one in store.aliases() if one.uid in rows}
    finally:
        store.close()
    bundles = {name: Bundle.model_validate_json(body) for name, body in bodies.items() if body is not None}
    return bundles, former


def _compare(
    workspace: Workspace, tree: WorkingTree, registry: Registry, before: dict[str, Bundle]
) -> Iterator[tuple[str, Change | None, list[Diagnostic]]]:
    for name, loaded in workspace.communities.items():
        found, compiled = compile_community(loaded, registry, tree)
        change = plan_changes(before.get(name), compiled.bundle, registry) if compiled else None
        yield name, change, found


def _gone(bundles: list[Bundle]) -> list[Change]:
    gone = (plan_changes(bundle, None) for bundle in bundles)
    return [change for change in gone if change is not None]


def _write(plan: PlanOutput, form: str, *, wrong: bool) -> None:
    if form == "json":
        click.echo(json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    for change in plan.changes:
        click.echo(f"{change.community}: {change.action.value}")
        click.echo(f"  {change.summary}")
        for field in change.fields if change.action is Action.UPDATE else ():
            click.echo(f"    {field.path}: {_short(field.before)} -> {_short(field.after)}")
    for name in plan.invalid:
        click.echo(f"{name}: has errors, so it keeps what it has (koban check)")
    if not plan.changes and not plan.invalid and not wrong:
        click.echo("nothing would change")


def _short(value: Any) -> str:
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _outcome(plan: PlanOutput, problems: list[Diagnostic], *, pending: bool) -> Exit:
    errors = list(dict.fromkeys(str(one) for one in problems if one.severity is Severity.ERROR))
    for error in errors:
        click.echo(error, err=True)
    if errors:
        return Exit.PROBLEMS
    return Exit.PENDING if pending and plan.changes else Exit.FINE
