"""What a valid change must wait for. Whether it is valid was decided before."""

from __future__ import annotations

from collections.abc import Iterable

from koban.model.bundle import Bundle
from koban.model.condition import ConditionType, Reason
from koban.plugin.registry import Registry
from koban.reconcile.halt import Halt
from koban.store.control import ControlStore
from koban.store.fleet.rows import CommunityRow


def guard(bundle: Bundle, registry: Registry) -> Halt | None:
    """The first thing that `bundle` must wait for, or None if it may go on."""
    return _follow_up(bundle, registry)


def held_domains(rows: Iterable[CommunityRow]) -> dict[str, str]:
    """Domain -> the community that is served there."""
    return {domain: row.name for row in rows for domain in row.domains}


def domain_held(name: str, bundle: Bundle, store: ControlStore) -> Halt | None:
    """A domain that leads elsewhere until its community, which no longer asks for it, is served without it."""
    if not bundle.spec.app.domains:
        return None
    held = held_domains(row for row in store.communities() if row.name != name)
    for domain in bundle.spec.app.domains:
        if domain in held:
            message = f"it waits until {held[domain]} is no longer served at {domain}"
            return Halt(ConditionType.APPLIED, Reason.PROGRESSING, message)
    return None


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
