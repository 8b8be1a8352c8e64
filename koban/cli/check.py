"""`koban check`: tells everything that is wrong in the working tree's manifests."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import click

from koban.cli.checking import Checked, check_workspace
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.memory import Memory
from koban.cli.progress import tell_progress
from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.diagnostics.render import render
from koban.diagnostics.report import as_data, as_github
from koban.manifest.layout import lay_out
from koban.manifest.reader import MAX_BYTES
from koban.manifest.signs import split_lines
from koban.manifest.tree import ChangedMeanwhileError, TooManyFilesError, Tree, WorkingTree
from koban.model.clock import SystemClock
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry


@click.command(help="Tell everything that is wrong in the manifests, as they lie there.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@pass_context
def command(context: Context, form: str) -> Exit:
    """Check the working tree and write what was found to standard output."""
    try:
        with _collecting_rarely():
            tree, checked = _check(context)
    except TooManyFilesError as error:
        tree, checked = WorkingTree(context.folder), Checked()
        cure = "keep data that no manifest names elsewhere"
        checked.add([Diagnostic("KB608", str(error), Span("deployments"), help=cure)])
    except PermissionError as error:
        raise click.UsageError(f"{error.filename} cannot be read: {error.strerror}") from error
    found = checked.diagnostics()
    if form == "json":
        click.echo(json.dumps(as_data(found, len(checked.files)), ensure_ascii=False, indent=2))
    elif form == "github":
        click.echo(as_github(found), nl=False)
    else:
        click.echo(screen(found, checked.communities, tree, colour=_colour()), nl=False)
    return outcome(found)


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    # Trees of nodes have no cycles: looking for them takes half the time of a check of thousands of communities.
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _check(context: Context) -> tuple[Tree, Checked]:
    registry = load_registry()
    memory = Memory.open(context.state, context.folder, SystemClock().now())
    try:
        tree = WorkingTree(context.folder, memory.looks)
        checked = _told(tree, registry, memory)
    except ChangedMeanwhileError:
        # Somebody is writing: now every file is read when it is found, and nothing of it is remembered.
        tree = WorkingTree(context.folder)
        return tree, _told(tree, registry, None)
    if checked.communities:
        memory.save()
    return tree, checked


def _told(tree: Tree, registry: Registry, memory: Memory | None) -> Checked:
    total = sum(1 for _ in lay_out(tree.entries()).places())
    checked = Checked()
    for so_far in tell_progress(check_workspace(tree, registry, memory), total, "Checking communities"):
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

    @lru_cache(maxsize=64)
    def lines(file: str) -> Sequence[str]:
        entry = tree.entries().get(file)
        if entry is None or entry.symlink or entry.size > MAX_BYTES:
            return ()
        try:
            return split_lines(tree.read(file).decode("utf-8-sig", errors="replace"))
        except ChangedMeanwhileError:
            return ()

    return render(found, lines, colour=colour) + f"{_sum(found, communities)}\n"


def _sum(found: list[Diagnostic], communities: int) -> str:
    errors = sum(each.severity is Severity.ERROR for each in found)
    warnings = sum(each.severity is Severity.WARNING for each in found)
    looked = _count(communities, "community", "communities")
    if not found:
        return f"{looked} checked, nothing is wrong"
    return f"{looked} checked: {_count(errors, 'error', 'errors')}, {_count(warnings, 'warning', 'warnings')}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
