"""What a valid change must wait for. Whether it is valid was decided before."""

from __future__ import annotations

from koban.model.bundle import Bundle
from koban.model.condition import ConditionType, Reason
from koban.plugin.registry import Registry
from koban.reconcile.halt import Halt


def guard(bundle: Bundle, registry: Registry) -> Halt | None:
    """The first thing that `bundle` must wait for, or None if it may go on."""
    return _follow_up(bundle, registry)


def _follow_up(bundle: Bundle, registry: Registry) -> Halt | None:
    """Asking people without answering them costs trust: who is asked to write needs somebody who reads."""
    if bundle.spec.unit is not None:
        return None
    asking = [
        instance
        for instance, feature in bundle.features.items()
        if feature.uses in registry.features and registry.features[feature.uses].value.reports_to_desk
    ]
    if not asking:
        return None
    names = ", ".join(f'"{instance}"' for instance in asking)
    return Halt(
        ConditionType.APPLIED,
        Reason.NO_FOLLOW_UP,
        f"people could write through {names}, but no unit is named that answers them; give the community a `unit`",
    )
