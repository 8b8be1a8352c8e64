"""What is applied guards what is proposed: limits, decisions and policies are read from the bundle that is served. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from koban.compile.decisions import forbidden, may_end, standing
from koban.compile.limits import Path, limits_passed
from koban.compile.policies import judge_deployment
from koban.compile.refusals import tell
from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.community import LoadedCommunity
from koban.manifest.layout import COMMUNITY_FILE
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.model.bundle import Bundle
from koban.model.plan import ChangeClass
from koban.plan.view import view
from koban.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a bundle that is right in itself may not take the place of what is served."""

    path: Path
    """What it is about, in the merged spec."""
    message: str
    cure: str

    def __str__(self) -> str:
        return f"{self.message}; {self.cure}"


def refused(
    before: Bundle, after: Bundle, registry: Registry, loaded: LoadedCommunity, change_class: ChangeClass
) -> list[Diagnostic]:
    """What `before`, as it is applied, says against `after`, compiled from `loaded`, beside what a check of it says."""
    node = loaded.node or Node({}, Span(f"{loaded.folder}/{COMMUNITY_FILE}"))
    alone = judge_deployment(registry, after)
    judged = [one for one in judge_deployment(registry, after, before, change_class) if one not in alone]
    return [*(tell(one, node) for one in judged), *(_told(one, node) for one in refusals(before, after))]


def _told(one: Refusal, node: Node) -> Diagnostic:
    return Diagnostic("KB508", one.message, locate(node, one.path, ""), Severity.ERROR, help=one.cure)


def refusals(before: Bundle | None, after: Bundle) -> Iterator[Refusal]:
    """Why `after` may not follow `before` although it is right in itself."""
    if before is None:
        return
    yield from _limits(before, after)
    yield from _decisions(before, after)


def _limits(before: Bundle, after: Bundle) -> Iterator[Refusal]:
    for passed in limits_passed(view(after), before.force.limits):
        if before.force.limits[passed.limit] == after.force.limits.get(passed.limit):
            continue  # the check itself tells that
        yield Refusal(
            passed.path,
            f"{'.'.join(map(str, passed.path))} {passed.words}",
            "the limit that holds is the one that is applied: change the limit in a commit of its own, and use it in the next",
        )


def _decisions(before: Bundle, after: Bundle) -> Iterator[Refusal]:
    uses = {name: feature.uses for name, feature in after.features.items()}
    for name, decision in standing(before.spec.decisions).items():
        if any(name in later.ends and may_end(later, decision) for later in after.spec.decisions.values()):
            continue
        for index, instance in forbidden(decision, uses):
            yield Refusal(
                ("features", instance),
                f'the decision "{name}" of {decision.date.isoformat()} forbids "{decision.forbids[index]}", and "{instance}" is on',
                f'taking the decision out of the manifest does not end it: a later decision of "{decision.by}" '
                f"with `ends: [{name}]` does",
            )
