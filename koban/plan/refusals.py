"""What is applied guards what is proposed: limits and decisions are read from the bundle that is served. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from koban.compile.decisions import forbidden, may_end, standing
from koban.compile.limits import limits_passed
from koban.model.bundle import Bundle
from koban.plan.view import view


def refusals(before: Bundle | None, after: Bundle) -> Iterator[str]:
    """Why `after` may not follow `before` although it is right in itself, in words with their cure."""
    if before is None:
        return
    yield from _limits(before, after)
    yield from _decisions(before, after)


def _limits(before: Bundle, after: Bundle) -> Iterator[str]:
    for passed in limits_passed(view(after), before.force.limits):
        if before.force.limits[passed.limit] == after.force.limits.get(passed.limit):
            continue  # the check itself tells that
        yield (
            f"{'.'.join(map(str, passed.path))} {passed.words}; the limit that holds is the one that is applied: "
            "change the limit in a commit of its own, and use it in the next"
        )


def _decisions(before: Bundle, after: Bundle) -> Iterator[str]:
    uses = {name: feature.uses for name, feature in after.features.items()}
    for name, decision in standing(before.spec.decisions).items():
        if any(name in later.ends and may_end(later, decision) for later in after.spec.decisions.values()):
            continue
        for index, instance in forbidden(decision, uses):
            yield (
                f'the decision "{name}" of {decision.date.isoformat()} forbids "{decision.forbids[index]}", and "{instance}" is on; '
                f'taking the decision out of the manifest does not end it: a later decision of "{decision.by}" '
                f"with `ends: [{name}]` does"
            )
