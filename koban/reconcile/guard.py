"""What a valid change must wait for. Whether it is valid was decided before."""

from __future__ import annotations

from collections.abc import Iterable

from koban.compile.policies import judge_deployment
from koban.compile.refusals import tell
from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node
from koban.model.bundle import Bundle
from koban.model.condition import ConditionType, Reason
from koban.plan.refusals import refusals
from koban.plugin.registry import Registry
from koban.reconcile.desired import Desired, read_manifest
from koban.reconcile.halt import Halt
from koban.reconcile.means import Means
from koban.store.control import ControlStore
from koban.store.fleet.rows import CommunityRow, InstanceRow


def guard(
    desired: Desired, bundle: Bundle, before: Bundle | None, known: Iterable[InstanceRow], means: Means
) -> Halt | None:
    """The first thing that `bundle` must wait for, or None if it may take the place of `before`, which is served now.

    `known` are the instances of features as they are served.
    """
    return (
        _follow_up(bundle, means.registry)
        or _same_feature(bundle, known)
        or _applied(bundle, before)
        or _policies(desired, bundle, before, means)
    )


def _applied(bundle: Bundle, before: Bundle | None) -> Halt | None:
    refused = list(refusals(before, bundle))
    if not refused:
        return None
    more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
    return Halt(ConditionType.APPLIED, Reason.POLICY_REFUSED, f"{refused[0]}{more}")


def _policies(desired: Desired, bundle: Bundle, before: Bundle | None, means: Means) -> Halt | None:
    judged = judge_deployment(means.registry, bundle, before)
    errors = [one for one in judged if one.level == "error"]
    if not errors:
        return None
    node = read_manifest(desired, means).node or Node({}, Span(desired.place.manifest))
    first = tell(errors[0], node)
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return Halt(ConditionType.APPLIED, Reason.POLICY_REFUSED, f"{first}; {first.help}{more}")


def _same_feature(bundle: Bundle, known: Iterable[InstanceRow]) -> Halt | None:
    """What people sent to one feature cannot become another's, whatever the entry is called."""
    there = {row.name: row for row in known if row.until is None}
    for name, feature in bundle.features.items():
        old = there.get(feature.moved_from or "")
        if old is None or name in there or old.name in bundle.features or old.uses == feature.uses:
            continue
        return Halt(
            ConditionType.APPLIED,
            Reason.HELD_BACK,
            f'"{name}" is a "{feature.uses}" and says that it was called "{old.name}" before, which was a "{old.uses}"; '
            "delete `movedFrom`: the data of one feature is never another's",
        )
    return None


def held_domains(rows: Iterable[CommunityRow]) -> dict[str, str]:
    """Domain -> the community that is served there."""
    return {domain: row.name for row in rows for domain in row.domains}


def domain_held(uid: str, bundle: Bundle, store: ControlStore) -> Halt | None:
    """A domain that leads elsewhere until its community, which no longer asks for it, is served without it."""
    if not bundle.spec.app.domains:
        return None
    held = held_domains(row for row in store.communities() if row.uid != uid)
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
