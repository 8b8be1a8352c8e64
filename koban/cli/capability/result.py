"""`koban capability result`: writes what came of a finished measure back into the manifest, on a branch of its own."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import Any

import click

from koban.capability.picture import picture_of
from koban.capability.result import Comparison, compare
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit, FailedError
from koban.cli.state import open_state
from koban.factory.branch import BranchTakenError, commit_on_new_branch
from koban.factory.local_evidence import LocalEvidence, with_result
from koban.manifest.insertion import UnwritableError
from koban.manifest.layout import COMMUNITY_FILE
from koban.manifest.suggestion import did_you_mean
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.bundle import Bundle
from koban.model.community import Measure
from koban.model.indicator import Point
from koban.sources.errors import SourceError
from koban.sources.repository import LocalRepository
from koban.store.control import ControlStore
from koban.texts.words import Library

_BRANCH = "main"


@click.command(
    help="Write what came of MEASURE, measured before and after it, into COMMUNITY's manifest on a new branch."
)
@click.argument("community")
@click.argument("measure")
@click.option("--indicator", help="What to compare.  [default: the one that the measure aims at]")
@click.option("--branch", help="The new branch.  [default: result/COMMUNITY-MEASURE]")
@pass_context
def command(
    context: Context, community: str, measure: str, indicator: str | None, branch: str | None
) -> Exit:
    """Commit the result; whether it is proposed, and where, is for a person to decide."""
    with closing(open_state(context)) as store:
        found = _found(store, community, measure, indicator)
    name = branch or f"result/{community}-{measure}"
    try:
        commit = _commit(context, found, name)
    except (SourceError, UnwritableError) as error:
        raise FailedError(str(error)) from error
    except BranchTakenError as error:
        raise click.UsageError(f"there is a branch {error} already; choose another with --branch") from error
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    effect = found.comparison.effect(found.good)
    click.echo(f"{found.indicator}: {effect}; committed as {commit[:12]} on {name}")
    click.echo(f"propose it: git push -u origin {name}", err=True)
    return Exit.FINE


def _found(store: ControlStore, community: str, name: str, wanted: str | None) -> LocalEvidence:
    row = store.community(community)
    body = store.blob(row.served) if row is not None and row.served else None
    if row is None or body is None:
        raise click.UsageError(f'no community called "{community}" is served')
    bundle = Bundle.model_validate_json(body)
    measure = bundle.spec.measures.get(name)
    if measure is None:
        cure = did_you_mean(name, bundle.spec.measures) or "`koban show` tells what it has"
        raise click.UsageError(f'{community} has no measure called "{name}"; {cure}')
    if measure.start is None or measure.done is None:
        raise click.UsageError(
            f'"{name}" needs the days on which it began and was done: `start:` and `done:`'
        )
    indicator, entry = _indicator(bundle, measure, wanted)
    comparison = _compared(store.series.of(row.uid, indicator), measure)
    if comparison is None:
        raise click.UsageError(
            f'"{indicator}" was not measured both before {measure.start} and after {measure.done}; '
            "a number needs ten cases in a period that lies wholly on one side"
        )
    return LocalEvidence(bundle, name, indicator, entry, comparison)


def _indicator(bundle: Bundle, measure: Measure, wanted: str | None) -> tuple[str, dict[str, Any]]:
    """What is compared, and how a capability module describes it."""
    picture = picture_of(bundle)
    known: dict[str, dict[str, Any]] = {
        name: entry
        for capability in picture.known.capabilities.values()
        for name, entry in capability["indicators"].items()
        if entry["good"] != "target"
    }
    aims = [name for name in measure.aim if name in known]
    if wanted is None and len(aims) != 1:
        raise click.UsageError(f"name what to compare with --indicator: {', '.join(aims or sorted(known))}")
    indicator = wanted or aims[0]
    if indicator not in known:
        cure = did_you_mean(indicator, known) or "of a target neither way is better"
        raise click.UsageError(f'no capability here is judged by an indicator "{indicator}"; {cure}')
    return indicator, known[indicator]


def _compared(points: Iterable[Point], measure: Measure) -> Comparison | None:
    """In the first instance that was measured on both sides."""
    by_instance: dict[str, list[Point]] = {}
    for point in points:
        by_instance.setdefault(point.instance, []).append(point)
    if measure.start is None or measure.done is None:
        return None
    sides = [compare(series, measure.start, measure.done) for _, series in sorted(by_instance.items())]
    return next((one for one in sides if one is not None), None)


def _commit(context: Context, found: LocalEvidence, branch: str) -> str:
    folder, bundle = context.folder.resolve(), found.bundle
    spec = load_workspace(WorkingTree(folder), only=()).spec
    file = f"deployments/{bundle.force.name}/{bundle.name}/{COMMUNITY_FILE}"
    with closing(LocalRepository(folder, spec.branch if spec else _BRANCH)) as repository:
        base = repository.head()
        snapshot = repository.snapshot(base)
        if file not in snapshot.entries():
            raise click.UsageError(f"{file} is not on {repository.branch}")
        body = with_result(snapshot.read(file), file, found, Library([]).words)
    message = f"Write down what came of {found.measure} in {bundle.name}"
    return commit_on_new_branch(folder, branch, base, {file: body}, message)
