"""`koban plan`: tells what people would notice if the manifests went live. Carries nothing out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.granting import KnownGrants, grants_option, known_grants
from koban.cli.pairing import pair
from koban.cli.planning import Planned, plan_against_base
from koban.cli.progress import tell_progress
from koban.cli.sides import open_sides
from koban.compile.compiler import compile_community
from koban.compile.granted import LEFT_OUT, Allowed, allowed_in
from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.diagnostics.screen import safe
from koban.manifest.tree import Tree, WorkingTree
from koban.manifest.workspace import Workspace, load_workspace
from koban.model.bundle import Bundle
from koban.model.clock import SystemClock
from koban.model.output import PlanOutput
from koban.model.plan import Change
from koban.plan.markdown import render_markdown
from koban.plan.places import with_places
from koban.plan.planner import plan_changes
from koban.plan.refusals import refused
from koban.plan.report import PlanReport
from koban.plan.text import render_text
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry
from koban.store.control import ControlStore

base_option = click.option(
    "--base", metavar="REV", help="Compare with where what is proposed grew from REV, such as origin/main."
)
"""`--base REV`."""


@click.command(help="Tell what would change if the manifests, as they lie there, went live.")
@base_option
@click.option(
    "--head", metavar="REV", help="With --base: what is proposed.  [default: the files as they lie there]"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@grants_option
@click.option("--exit-code", "pending", is_flag=True, help="Exit with 4 when there are changes.")
@pass_context
def command(
    context: Context, base: str | None, head: str | None, form: str, grants: Path | None, *, pending: bool
) -> Exit:
    """Compare with what is served, or with a revision, and write the plan to standard output."""
    registry = load_registry()
    granted = known_grants(context, grants, registry)
    if base is None:
        if head is not None:
            raise click.UsageError("--head goes with --base: koban plan --base origin/main --head REV")
        planned = _against_served(context, registry, granted)
    else:
        with open_sides(context.folder, base, head) as sides:
            planned = plan_against_base(sides, registry, granted)
    _write(planned.report, form)
    return _outcome(planned, pending=pending)


def _against_served(context: Context, registry: Registry, granted: KnownGrants) -> Planned:
    tree = WorkingTree(context.folder)
    workspace = load_workspace(tree, parents=registry.parents)
    served, former = _served(context.state)
    before, gone = pair(workspace.communities, served, former)
    grants, problems = granted
    planned = Planned([*workspace.diagnostics, *problems])
    planned.communities = len(workspace.communities)
    planned.next_command = "koban apply --working-tree"
    steps = _compare(workspace, tree, registry, before, allowed_in(tree, grants))
    total = len(workspace.communities)
    for step in tell_progress(steps, total, "Comparing communities"):
        planned.add(*step)
    if planned.complete:
        for bundle in gone:
            planned.add(bundle.name, plan_changes(bundle, None, registry), bundle.force.language, ())
    return planned


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
    workspace: Workspace, tree: Tree, registry: Registry, before: dict[str, Bundle], allowed: Allowed
) -> Iterator[tuple[str, Change | None, str, list[Diagnostic], list[Diagnostic]]]:
    for name, loaded in workspace.communities.items():
        found, compiled = compile_community(loaded, registry, tree, allowed)
        served, after = before.get(name), compiled.bundle if compiled else None
        change = plan_changes(served, after, registry) if after else None
        against: list[Diagnostic] = []
        if served is not None and after is not None and change is not None:
            against = refused(served, after, registry, loaded, change.change_class)
        language = loaded.force.spec.language if loaded.force.spec else "en"
        yield name, with_places(change, loaded, None) if change else None, language, found, against


def _write(report: PlanReport, form: str) -> None:
    if form == "json":
        changes = [told.change for told in report.changes]
        plan = PlanOutput(changes=changes, invalid=list(report.invalid))
        click.echo(json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo(render_markdown(report), nl=False)
    else:
        click.echo(render_text(report), nl=False)


def _outcome(planned: Planned, *, pending: bool) -> Exit:
    errors = [one for one in planned.problems if one.severity is Severity.ERROR]
    left_out = [one for one in planned.problems if one.code in LEFT_OUT]
    for line in dict.fromkeys(_line(one) for one in [*errors, *planned.refused, *left_out]):
        click.echo(line, err=True)
    if errors:
        return Exit.PROBLEMS
    return Exit.PENDING if pending and planned.changes else Exit.FINE


def _line(one: Diagnostic) -> str:
    """The problem in a line, and below it what to do about it."""
    kind = "" if one.severity is Severity.ERROR else f"{one.severity.value}: "
    told = safe(f"{one.span}: {kind}{one.message} [{one.code}]")
    return f"{told}\n   = {safe(one.help)}" if one.help else told
