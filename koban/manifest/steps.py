"""Carries out the steps of a migration on a tree. Every part keeps its place in the file. Writes no text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node
from koban.model.migration import ANY, MapValues, Move, Remove, Rename, Scalar, Step

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step applies: the path there, and what stands there before it."""

    step: Step
    path: Path
    key: Span
    """The field's name; of a value that is written anew the value itself."""
    node: Node
    target: Path
    """Where it stands afterwards."""
    taken: Span | None = None
    """What stands at `target` already, so that the step cannot be carried out."""


def places(node: Node, step: Step) -> list[Place]:
    """All places in `node` that `step` applies to."""
    pattern = step.path.split(".")
    return [found for path in _matches(node, pattern) if (found := _place(node, step, path)) is not None]


def _matches(node: Node, pattern: list[str]) -> Iterator[Path]:
    if not pattern:
        yield ()
        return
    first, rest = pattern[0], pattern[1:]
    for step, child in _entries(node):
        if first in {ANY, step}:
            for below in _matches(child, rest):
                yield (step, *below)


def _entries(node: Node) -> Iterable[tuple[str | int, Node]]:
    if isinstance(node.value, dict):
        return list(node.value.items())
    return list(enumerate(node.value)) if isinstance(node.value, list) else []


def _place(root: Node, step: Step, path: Path) -> Place | None:
    parent, node = root.get(*path[:-1]), root.get(*path)
    if parent is None or node is None:
        return None
    key = parent.keys.get(str(path[-1]), node.span)
    if isinstance(step, MapValues):
        return Place(step, path, node.span, node, path) if _known(step, node.value) else None
    if not isinstance(parent.value, dict):
        return None
    target = _target(step, path)
    at = root.get(*target[:-1]) if target != path else None
    taken = at.keys.get(str(target[-1])) if at is not None else None
    blocked = taken or (_blocked(root, target) if isinstance(step, Move) else None)
    return Place(step, path, key, node, target, blocked)


def _target(step: Step, path: Path) -> Path:
    if isinstance(step, Rename):
        return (*path[:-1], step.to)
    if not isinstance(step, Move):
        return path
    stars = iter([one for one, word in zip(path, step.path.split("."), strict=True) if word == ANY])
    return tuple(next(stars) if word == ANY else word for word in step.to.split("."))


def _blocked(root: Node, target: Path) -> Span | None:
    """What stands on the way to `target` and is no map."""
    for length in range(1, len(target)):
        found = root.get(*target[:length])
        if found is not None and not isinstance(found.value, dict):
            return found.span
    return None


def _known(step: MapValues, value: Any) -> bool:
    return any(_equal(old, value) for old in step.values)


def _equal(one: Scalar, other: Any) -> bool:
    return type(one) is type(other) and one == other


def new_value(step: MapValues, value: Any) -> Scalar:
    """What `value` is written as now."""
    return next(new for old, new in step.values.items() if _equal(old, value))


def carry_out(root: Node, place: Place) -> Node:
    """`root` after the step; where its target is taken the old field is left out."""
    step = place.step
    if isinstance(step, MapValues):
        return _put(root, place.path, Node(new_value(step, place.node.value), place.node.span))
    if isinstance(step, Rename) and place.taken is None:
        return _renamed(root, place)
    without = _without(root, place.path)
    if isinstance(step, Remove | Rename) or place.taken is not None:
        return without
    return _put(without, place.target, place.node, place.key)


def _renamed(root: Node, place: Place) -> Node:
    *above, old = place.path
    parent = root.get(*above)
    if parent is None:
        return root
    new = str(place.target[-1])
    value = {new if key == old else key: child for key, child in parent.value.items()}
    keys = {new if key == old else key: span for key, span in parent.keys.items()}
    return _put(root, tuple(above), Node(value, parent.span, keys))


def _without(root: Node, path: Path) -> Node:
    parent = root.get(*path[:-1])
    if parent is None:
        return root
    value = {key: child for key, child in parent.value.items() if key != path[-1]}
    keys = {key: span for key, span in parent.keys.items() if key != path[-1]}
    return _put(root, path[:-1], Node(value, parent.span, keys))


def _put(root: Node, path: Path, node: Node, key: Span | None = None) -> Node:
    """`root` with `node` at `path`; maps that lack on the way are made, and stand where `node` stands."""
    if not path:
        return node
    first, rest = path[0], path[1:]
    if isinstance(root.value, list):
        items = [
            _put(child, rest, node, key) if at == first else child for at, child in enumerate(root.value)
        ]
        return Node(items, root.span, root.keys)
    child = root.value.get(first, Node({}, node.span, {}))
    span = root.keys.get(str(first), key or node.span)
    return Node(
        {**root.value, first: _put(child, rest, node, key)}, root.span, {**root.keys, str(first): span}
    )


def migrate(root: Node, steps: Iterable[Step]) -> tuple[Node, list[Place]]:
    """`root` after all `steps`, one after the other, and every place that one of them applied to."""
    done: list[Place] = []
    for step in steps:
        for place in places(root, step):
            done.append(place)
            root = carry_out(root, place)
    return root, done


def below(step: Step, prefix: str) -> Step:
    """`step` for a tree in which its own stands below `prefix`."""
    if isinstance(step, Move):
        return replace(step, path=f"{prefix}.{step.path}", to=f"{prefix}.{step.to}")
    return replace(step, path=f"{prefix}.{step.path}")


def without_prefix(steps: Iterable[Step], prefix: str) -> tuple[Step, ...]:
    """Those of `steps` that work below `prefix`, for the tree that stands there alone."""
    start = f"{prefix}."
    return tuple(
        replace(step, path=step.path.removeprefix(start), to=step.to.removeprefix(start))
        if isinstance(step, Move)
        else replace(step, path=step.path.removeprefix(start))
        for step in steps
        if step.path.startswith(start) and (not isinstance(step, Move) or step.to.startswith(start))
    )


def migrate_plain(value: Any, steps: Iterable[Step]) -> Any:
    """The same on values without places."""
    return migrate(_as_node(value), steps)[0].plain()


def _as_node(value: Any) -> Node:
    nowhere = Span("")
    if isinstance(value, dict):
        return Node(
            {key: _as_node(child) for key, child in value.items()}, nowhere, dict.fromkeys(value, nowhere)
        )
    return Node([_as_node(child) for child in value] if isinstance(value, list) else value, nowhere)
