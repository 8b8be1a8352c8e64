"""The policy `dpia-covers-change`: who collects more has looked again at what that means for people."""

from __future__ import annotations

from collections.abc import Iterable

from koban.api import Deployment, Finding, Policy
from koban_policies.collected import Item, collected, kept_longer

_SHOWN = 3
_LAW = "GDPR article 35(11); Directive (EU) 2016/680 article 27"


class DpiaCoversChange(Policy):
    """A data protection impact assessment says what was looked at on one day. A change that widens what is collected, kept
    or shared needs a later one: new questions, categories, purposes, readers, receivers, features and connectors that
    collect, or longer retention.

    It compares with what is applied, so it says nothing about a manifest by itself. Whether an assessment is required is
    for the force to judge, therefore it warns; a force that has judged sets it to error.
    """

    name = "dpia-covers-change"
    title = {"en": "The data protection impact assessment covers the change"}
    summary = {
        "en": "Says when more is collected, kept or shared than before and the assessment is missing or no newer than before."
    }

    def check(self, deployment: Deployment) -> Iterable[Finding]:
        """One finding for the whole change, at the assessment's date, or at what is new where there is none."""
        before = deployment.before
        if before is None:
            return
        new = widened(before, deployment)
        dpia, applied = deployment.spec.privacy.dpia, before.spec.privacy.dpia
        if not new or (dpia is not None and (applied is None or dpia.date > applied.date)):
            return
        more = f", and {len(new) - _SHOWN} more" if len(new) > _SHOWN else ""
        what = f"{', '.join(one.words for one in new[:_SHOWN])}{more}"
        if dpia is None:
            yield Finding(
                new[0].path,
                f"this widens what is collected, and there is no data protection impact assessment; new: {what}",
                f"have it assessed, and name it under `privacy.dpia` ({_LAW})",
            )
        else:
            yield Finding(
                ("privacy", "dpia", "date"),
                f"this widens what is collected, and the assessment is still that of {dpia.date.isoformat()}; new: {what}",
                f"have it assessed again, and write the new date ({_LAW})",
            )


def widened(before: Deployment, after: Deployment) -> list[Item]:
    """What `after` collects, keeps or shares beyond `before`; of what is new as a whole, its parts are not named."""
    same = _asking_the_same(before, after)
    known = {item.key for item in collected(before, same)}
    new: list[Item] = []
    for item in collected(after, same):
        inside = any(item.key[: len(outer.key)] == outer.key for outer in new)
        if item.key not in known and not inside:
            new.append(item)
    return [*new, *kept_longer(before, after)]


def _asking_the_same(before: Deployment, after: Deployment) -> set[str]:
    """The features whose settings are the same, and those of which nobody can tell any more what they asked before."""
    return {
        name
        for name, old in before.features.items()
        if name in after.features
        and (
            (old.uses, old.settings) == (after.features[name].uses, after.features[name].settings)
            or old.forms() is None
        )
    }
