"""A bundle as people wrote it, so that a change's path is the path in a manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koban.model.bundle import Bundle

View = Mapping[str, Any]
_NAMED = frozenset(
    [
        "partners",
        "context",
        "needs",
        "capabilities",
        "measures",
        "features",
        "connectors",
        "decisions",
        "channels",
    ]
)
"""Maps of things that people named: each is a field of its own."""
_GIVEN = ("format", "name", "force", "known", "files", "declared")
"""What a new community does not bring itself, or what follows from the rest."""


def view(bundle: Bundle) -> dict[str, Any]:
    """Everything that is in the bundle, laid out like a manifest's `spec`; the force stands below `force`."""
    whole = bundle.model_dump(mode="json")
    spec = whole.pop("spec")
    features = {name: _use(one) for name, one in whole.pop("features").items()}
    connectors = {name: _use(one) for name, one in whole.pop("connectors").items()}
    force = {("timeZone" if key == "time_zone" else key): value for key, value in whole.pop("force").items()}
    # What the spec declares in a language that is not complete is not offered; people notice what is offered.
    spec["declared"] = spec.pop("languages")
    return {**spec, **whole, "force": force, "features": features, "connectors": connectors}


def blank(of: View) -> dict[str, Any]:
    """The view of a community that has nothing yet and belongs to the same force, to hold `of` against."""
    nothing: dict[str, Any] = {key: {} if key in _NAMED else None for key in of}
    parts = {key: dict.fromkeys(of[key]) for key in ("app", "framework", "privacy")}
    return {**nothing, **parts, **{key: of[key] for key in _GIVEN}}


def moved(before: Bundle, after: Bundle) -> dict[str, str]:
    """Name of an instance -> what it was called until now, where a feature's entry was given another name."""
    return {
        name: use.moved_from
        for name, use in after.features.items()
        if use.moved_from in before.features
        and use.moved_from not in after.features
        and name not in before.features
    }


def with_moves(before: View, moves: Mapping[str, str]) -> View:
    """What is served, as if its instances had been called by their new names all along."""
    if not moves:
        return before
    now = {old: new for new, old in moves.items()}
    features = {now.get(name, name): use for name, use in before["features"].items()}
    navigation = [now.get(name, name) for name in before["app"]["navigation"]]
    measures = {
        name: {**measure, "feature": now.get(measure["feature"], measure["feature"])}
        for name, measure in before["measures"].items()
    }
    app = {**before["app"], "navigation": navigation}
    return {**before, "app": app, "features": features, "measures": measures}


def branch(whole: Any, steps: tuple[str, ...]) -> Any:
    """What lies at `steps`, or None."""
    for step in steps:
        if not isinstance(whole, Mapping) or step not in whole:
            return None
        whole = whole[step]
    return whole


def _use(one: dict[str, Any]) -> dict[str, Any]:
    """`config` is what a manifest calls `with`, `moved_from` what it calls `movedFrom`."""
    kept = {key: value for key, value in one.items() if key not in {"config", "moved_from"}}
    former = {"movedFrom": one["moved_from"]} if one.get("moved_from") else {}
    return {**kept, **former, "with": one["config"]}
