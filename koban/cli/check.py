"""`koban check`: tells everything that is wrong in the working tree's manifests, and mends what is safe to mend."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from pkgutil import resolve_name

import click

import koban
from koban.cli.checking import Checked, check_workspace
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.granting import grants_option, known_grants
from koban.cli.memory import Memory
from koban.cli.mending import apply_fixes, bodies_of
from koban.cli.progress import tell_progress
from koban.compile.granted import allowed_in
from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.diagnostics.quality import as_gitlab
from koban.diagnostics.render import render
from koban.diagnostics.report import as_data, as_github
from koban.diagnostics.sarif import as_sarif
from koban.manifest.layout import lay_out
from koban.manifest.mending import with_safe_fixes
from koban.manifest.reader import MAX_BYTES
from koban.manifest.signs import split_lines
from koban.manifest.tree import ChangedMeanwhileError, TooManyFilesError, Tree, WorkingTree
from koban.model.clock import SystemClock
from koban.model.grants import Grants
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry

_FORMS = ["text", "json", "github", "gitlab", "sarif"]
_MOST_ROUNDS = 10
"""What is mended can show another mistake that can be mended; this many times in a row is more than enough."""


@click.command(help="Tell everything that is wrong in the manifests, as they lie there.")
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", show_default=True)
@click.option(
    "--base",
    metavar="REV",
    help="Tell as well what matters about them as a change to REV, such as origin/main.",
)
@click.option(
    "--fix", is_flag=True, help="Mend what is safe to mend, such as a misspelt name; then check again."
)
@grants_option
@pass_context
def command(context: Context, form: str, base: str | None, grants: Path | None, *, fix: bool) -> Exit:
    """Check the working tree and write what was found to standard output."""
    registry = load_registry()
    looked = _look(context, base, grants, registry)
    for _ in range(_MOST_ROUNDS if fix else 0):
        lines = apply_fixes(looked.found, looked.tree, context.folder)
        if not lines:
            break
        click.echo("\n".join(lines), err=form != "text")
        looked = _look(context, base, grants, registry)
    _tell(looked, form)
    return outcome(looked.found)


@dataclass(frozen=True, slots=True)
class _Looked:
    """One look at a workspace: its files and what was found in them."""

    tree: Tree
    checked: Checked
    found: list[Diagnostic]


def _look(context: Context, base: str | None, file: Path | None, registry: Registry) -> _Looked:
    try:
        with _collecting_rarely():
            grants, problems = known_grants(context, file, registry)
            tree, checked = _check(context, registry, grants)
            checked.add(problems)
            if base is not None:
                # By name, because Git takes long to load and most checks do without it.
                checked.add(resolve_name("koban.cli.judging:judge")(context.folder, base, registry, grants))
    except TooManyFilesError as error:
        tree, checked = WorkingTree(context.folder), Checked()
        cure = "keep data that no manifest names elsewhere"
        checked.add([Diagnostic("KB608", str(error), Span("deployments"), help=cure)])
        return _Looked(tree, checked, checked.diagnostics())
    except PermissionError as error:
        raise click.UsageError(f"{error.filename} cannot be read: {error.strerror}") from error
    return _Looked(tree, checked, with_safe_fixes(checked.diagnostics(), bodies_of(tree)))


def _tell(looked: _Looked, form: str) -> None:
    if form == "json":
        data = as_data(looked.found, len(looked.checked.files))
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif form == "sarif":
        click.echo(json.dumps(as_sarif(looked.found, koban.__version__), ensure_ascii=False, indent=2))
    elif form == "github":
        click.echo(as_github(looked.found), nl=False)
    elif form == "gitlab":
        click.echo(json.dumps(as_gitlab(looked.found), ensure_ascii=False, indent=2))
    else:
        told = screen(looked.found, looked.checked.communities, looked.tree, colour=_colour())
        click.echo(told, nl=False)


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    # Trees of nodes have no cycles: looking for them takes half the time of a check of thousands of communities.
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _check(context: Context, registry: Registry, grants: Grants | None) -> tuple[Tree, Checked]:
    now = SystemClock().now()
    memory = Memory.open(context.state, context.folder, now)
    try:
        tree = WorkingTree(context.folder, memory.looks)
        checked = _told(tree, registry, now.date(), grants, memory)
    except ChangedMeanwhileError:
        # Somebody is writing: now every file is read when it is found, and nothing of it is remembered.
        tree = WorkingTree(context.folder)
        return tree, _told(tree, registry, now.date(), grants, None)
    if checked.communities:
        memory.save()
    return tree, checked


def _told(
    tree: Tree, registry: Registry, today: date, grants: Grants | None, memory: Memory | None
) -> Checked:
    total = sum(1 for _ in lay_out(tree.entries()).places())
    allowed = allowed_in(tree, grants, silent=memory.silent if memory else None)
    checked, steps = Checked(), check_workspace(tree, registry, today, allowed, memory)
    for so_far in tell_progress(steps, total, "Checking communities"):
        checked = so_far
    return checked


def outcome(found: Iterable[Diagnostic]) -> Exit:
    """The exit code: mistakes in files before mistakes of plugins."""
    codes = {each.code for each in found if each.severity is Severity.ERROR}
    if any(not code.startswith("KB9") for code in codes):
        return Exit.PROBLEMS
    return Exit.BUG if codes else Exit.FINE


def screen(found: list[Diagnostic], communities: int, tree: Tree, *, colour: bool) -> str:
    """The text for a terminal: every diagnostic with its line, and one line that sums up."""
    return screen_of(found, tree, colour=colour) + f"{_sum(found, communities)}\n"


def screen_of(found: list[Diagnostic], tree: Tree, *, colour: bool = False) -> str:
    """The text for a terminal: every diagnostic with its line in `tree`."""

    @lru_cache(maxsize=64)
    def lines(file: str) -> Sequence[str]:
        entry = tree.entries().get(file)
        if entry is None or entry.symlink or entry.size > MAX_BYTES:
            return ()
        try:
            return split_lines(tree.read(file).decode("utf-8-sig", errors="replace"))
        except ChangedMeanwhileError:
            return ()

    return render(found, lines, colour=colour)


def _sum(found: list[Diagnostic], communities: int) -> str:
    errors = sum(each.severity is Severity.ERROR for each in found)
    warnings = sum(each.severity is Severity.WARNING for each in found)
    looked = _count(communities, "community", "communities")
    if not errors and not warnings:
        return f"{looked} checked, nothing is wrong"
    return f"{looked} checked: {_count(errors, 'error', 'errors')}, {_count(warnings, 'warning', 'warnings')}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
