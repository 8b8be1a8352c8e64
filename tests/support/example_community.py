"""The repository's own communities, compiled, and filled with made-up records."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sample_community import World

from koban.compile.compiler import compile_community
from koban.jobs.demo import DemoTask
from koban.jobs.duties import duties_of
from koban.jobs.means import Means
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.bundle import Compiled
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry

ROOT = Path(__file__).parents[2]


@cache
def registry() -> Registry:
    """What is installed."""
    return load_registry()


@cache
def example(name: str) -> Compiled:
    """The community `name` of this repository."""
    tree = WorkingTree(ROOT)
    loaded = load_workspace(tree, [name], registry().parents).communities[name]
    diagnostics, compiled = compile_community(loaded, registry(), tree)
    assert compiled is not None, "\n".join(map(str, diagnostics))
    return compiled


def fill(world: World, compiled: Compiled) -> None:
    """Fill every feature that can be, as a demonstration does."""
    row = world.control.community(compiled.bundle.name)
    assert row is not None
    means = Means(world.control, world.stores, world.registry, world.clock)
    for instance in compiled.bundle.features:
        DemoTask(means, duties_of(row.uid, compiled.digest, compiled.body), instance).run()
