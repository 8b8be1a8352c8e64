"""Warns of what is legal and unwise. Asked only where nothing is wrong, so that no advice echoes a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from koban.compile.findings import Findings
from koban.compile.functions import Functions
from koban.model.community import CommunitySpec

_ALWAYS = "24/7"
"""OpenStreetMap's way to say that it never closes."""


def check_unwise(spec: CommunitySpec, functions: Functions, findings: Findings) -> None:
    """A warning for each feature that no need asks for, need that asks for nothing, measure that nobody owns or that
    expects of an app what only people can give, and for a post that stands empty with nobody behind it."""
    _unasked_features(spec, functions, findings)
    _no_cover(spec, functions, findings)
    for name, need in spec.needs.items():
        if not need.asks_for:
            message = f'the need "{name}" asks for nothing'
            cure = (
                "name under `asksFor` which capabilities it takes, and at which level (koban explain KB433)"
            )
            findings.warning("KB433", ("needs", name), message, help=cure, key=True)
    for name, measure in spec.measures.items():
        if not measure.owner:
            message = f'nobody owns the measure "{name}"'
            cure = "write `owner: unit`, or `owner: partners.` and a partner's name"
            findings.warning("KB432", ("measures", name), message, help=cure, key=True)
    _app_that_teaches(spec, findings)


def _app_that_teaches(spec: CommunitySpec, findings: Findings) -> None:
    for name, measure in spec.measures.items():
        for capability, given in measure.gives.items() if measure.kind == "technology" else ():
            for kind in ("knowledge", "skills"):
                if getattr(given, kind):
                    message = f'"{name}" is technology and cannot bring {kind}'
                    cure = "give that to a measure of another kind, such as `training`; until then it is not counted"
                    path = ("measures", name, "gives", capability, kind)
                    findings.warning("KB450", path, message, help=cure, key=True)


def _unasked_features(spec: CommunitySpec, functions: Functions, findings: Findings) -> None:
    asked = {capability for need in spec.needs.values() for capability in need.asks_for}
    if not asked:
        return
    for name, instance in functions.features.items():
        given = [*instance.given.value.delivers, *_expected(spec, name)]
        if given and not asked.intersection(given):
            gives = ", ".join(dict.fromkeys(given))
            message = f'no need asks for what "{name}" gives'
            cure = f"it gives {gives}: name that under `asksFor` of the need it serves, or switch it off"
            findings.warning("KB430", ("features", name), message, help=cure, key=True)


def _expected(spec: CommunitySpec, feature: str) -> Iterable[str]:
    """What the community's measures expect of this instance."""
    for measure in spec.measures.values():
        if measure.feature == feature:
            yield from measure.gives


def _no_cover(spec: CommunitySpec, functions: Functions, findings: Findings) -> None:
    unit = spec.unit
    if unit is None or unit.when_empty is not None or unit.staffed_hours == _ALWAYS:
        return
    writing = [name for name, one in functions.features.items() if one.given.value.reports_to_desk]
    if writing:
        message = (
            f'people can write to "{writing[0]}", and nobody is named who answers when the post is empty'
        )
        cure = "write under `whenEmpty` whom to call then: somebody who always answers"
        findings.warning("KB431", ("unit",), message, help=cure, key=True)
