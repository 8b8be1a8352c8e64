"""What plugins put under manifests, made ready for merging: default settings and blueprints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.blueprint import Blueprint, make_blueprint
from koban.manifest.envelope import open_envelope
from koban.manifest.node import Node
from koban.manifest.parents import DEFAULT, Parents, Settings, default_node
from koban.manifest.reader import MAX_BYTES, read
from koban.plugin.declare import Contribution
from koban.plugin.registry import Contributed


def read_blueprint(path: Path, plugin: str) -> tuple[Blueprint, list[Diagnostic]]:
    """The blueprint in a plugin's file, and what is wrong with it."""
    with path.open("rb") as file:
        body = file.read(MAX_BYTES + 1)
    shown = f"{plugin}/{path.parent.name}/{path.name}"
    node, problems = read(body, shown)
    spec: Node | None = None
    if node is not None:
        spec, around = open_envelope(node, "Blueprint", path.stem)
        problems = [*problems, *around]
    blueprint = make_blueprint(path.stem, shown, spec, problems, plugin)
    return blueprint, list(blueprint.diagnostics)


def parents_of(
    features: Mapping[str, Contributed[Any]],
    connectors: Mapping[str, Contributed[Any]],
    blueprints: Iterable[Contributed[Blueprint]],
) -> Parents:
    """Everything that lies under manifests."""
    return Parents(
        {name: _settings(given) for name, given in features.items()},
        {name: _settings(given) for name, given in connectors.items()},
        {given.value.name: given.value for given in blueprints},
    )


def _settings(given: Contributed[Contribution]) -> Settings:
    config, defaults = given.value.Config, given.value.defaults
    origin = f"{DEFAULT}{given.plugin} ({given.value.name})"
    return Settings(
        None if isinstance(config, Mapping) else config, default_node(defaults, origin) if defaults else None
    )
