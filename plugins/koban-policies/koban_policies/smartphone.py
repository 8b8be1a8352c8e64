"""The policy `way-without-smartphone`: nobody needs an app to be heard."""

from __future__ import annotations

from collections.abc import Iterable

from koban.api import Deployment, Finding, Policy


class WayWithoutSmartphone(Policy):
    """Whatever people can write through the app they can also say by telephone, at a place with hours, or to a partner who
    takes it down for them."""

    name = "way-without-smartphone"
    title = {"en": "There is a way without a smartphone"}
    summary = {
        "en": "Says when people can be heard through the app alone: no telephone, no place with hours, no partner."
    }

    def check(self, deployment: Deployment) -> Iterable[Finding]:
        """One finding for all functions that people write through, since the ways are the unit's and serve them all.

        Without a unit nobody answers at all, which is told elsewhere.
        """
        writing = [name for name, one in deployment.features.items() if one.asks_people]
        if writing and deployment.spec.unit is not None and not _has_way(deployment):
            names = " and ".join(f'"{name}"' for name in writing)
            yield Finding(
                ("unit", "phone"),
                f"whoever has no smartphone cannot use {names}",
                "name the unit's `phone`, a place with `hours`, or a partner who may `enter-reports`",
            )


def _has_way(deployment: Deployment) -> bool:
    unit = deployment.spec.unit
    if unit is None:
        return False
    met = any(place.hours or unit.staffed_hours for place in unit.places.values())
    taken_down = any("enter-reports" in partner.may for partner in deployment.spec.partners.values())
    return bool(unit.phone) or met or taken_down
