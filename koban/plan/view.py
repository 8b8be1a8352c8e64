"""A bundle as people wrote it, so that a change's path is the path in a manifest."""

from __future__ import annotations

from typing import Any

from koban.model.bundle import Bundle


def view(bundle: Bundle) -> dict[str, Any]:
    """Everything that is in the bundle, laid out like a manifest's `spec`."""
    whole = bundle.model_dump(mode="json")
    spec = whole.pop("spec")
    features = {name: _use(one) for name, one in whole.pop("features").items()}
    connectors = {name: _use(one) for name, one in whole.pop("connectors").items()}
    # What the spec declares in a language that is not complete is not offered; people notice what is offered.
    spec["declared"] = spec.pop("languages")
    return {**spec, **whole, "features": features, "connectors": connectors}


def _use(one: dict[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in one.items() if key != "config"}, "with": one["config"]}
