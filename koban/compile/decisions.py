"""A community's decisions: what they forbid stays off, and only a later decision of the same body ends one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from koban.compile.findings import Findings
from koban.diagnostics.diagnostic import Related
from koban.model.community import CommunitySpec, Decision


def standing(decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """Those that no later decision of the same body ends."""
    ended = {
        name
        for later in decisions.values()
        for name in later.ends
        if name in decisions and may_end(later, decisions[name])
    }
    return {name: one for name, one in decisions.items() if name not in ended}


def may_end(later: Decision, earlier: Decision) -> bool:
    """Whether the one is of the same body as the other, and later."""
    return later.by == earlier.by and later.date > earlier.date


def forbidden(decision: Decision, uses: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """(which of its `forbids`, instance) for everything among `uses` (instance -> feature) that it does not allow."""
    for index, path in enumerate(decision.forbids):
        name = path.removeprefix("features.")
        for instance, feature in uses.items():
            if name in {instance, feature}:
                yield index, instance


def check_decisions(spec: CommunitySpec, on: Iterable[str], findings: Findings) -> None:
    """An error for everything that is on and forbidden, and for every decision that cannot end another."""
    uses = {name: spec.features[name].uses or name for name in on}
    for name, decision in standing(spec.decisions).items():
        for index, instance in forbidden(decision, uses):
            place = findings.span(("decisions", name, "forbids", index))
            what = decision.forbids[index].removeprefix("features.")
            findings.error(
                "KB401",
                ("features", instance),
                f'the decision "{name}" of {decision.date.isoformat()} forbids "{what}"',
                help=f'switch it off (`{instance}: false`); only a later decision of "{decision.by}" ends this one',
                key=True,
                related=[Related(place, "forbidden here")],
            )
    for name, decision in spec.decisions.items():
        for index, earlier in enumerate(decision.ends):
            _check_end(name, index, earlier, spec.decisions, findings)


def _check_end(
    name: str, index: int, earlier: str, decisions: Mapping[str, Decision], findings: Findings
) -> None:
    path = ("decisions", name, "ends", index)
    if earlier not in decisions:
        findings.unknown("KB408", path, "decision", earlier, decisions)
    elif not may_end(decisions[name], decisions[earlier]):
        first = decisions[earlier]
        message = f'"{name}" cannot end "{earlier}", which "{first.by}" decided on {first.date.isoformat()}'
        place = findings.span(("decisions", earlier), key=True)
        findings.error(
            "KB408",
            path,
            message,
            help="only a later decision of the same body can",
            related=[Related(place, "decided here")],
        )
