"""How many communities may vanish at once, so that one slip of the hand cannot empty a force's services."""

from __future__ import annotations

from collections.abc import Collection

from koban.model.condition import ConditionType, Reason
from koban.reconcile.halt import Halt


def over_budget(vanished: Collection[str], budget: int) -> Halt | None:
    """What all of `vanished` wait for, if they are more than `budget`."""
    if len(vanished) <= budget:
        return None
    names = ", ".join(sorted(vanished)[:5]) + (" and others" if len(vanished) > 5 else "")
    return Halt(
        ConditionType.APPLIED,
        Reason.OVER_DELETE_BUDGET,
        f"{len(vanished)} communities would go at once ({names}), and `deleteBudget` in koban.yaml allows {budget}; "
        "bring their folders back, or raise the budget in a commit of its own",
    )


def budget_for(*, previous: int, proposed: int, newly_vanished: bool) -> int:
    """The budget that counts: a commit that removes communities cannot also raise the limit it is judged by."""
    return previous if newly_vanished else proposed
