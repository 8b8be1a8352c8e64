"""Effective manifests as YAML with the origin of every line as a comment."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click
import yaml

from koban.cli.context import Context
from koban.compile.compiler import compile_community
from koban.compile.effective import Part, parts_of, served_document
from koban.diagnostics.screen import safe
from koban.manifest.community import LoadedCommunity
from koban.manifest.layout import lay_out
from koban.manifest.node import Node
from koban.manifest.scalar import UnusableNumberError, resolve
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.tree import Tree, WorkingTree
from koban.manifest.workspace import load_workspace
from koban.model.bundle import Bundle
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry

_COLUMN = 60


@dataclass(frozen=True, slots=True)
class Effective:
    """One community of the working tree with everything that lies below it."""

    loaded: LoadedCommunity
    node: Node
    bundle: Bundle | None
    """None while it has errors: then no default of a plugin is known to hold."""
    registry: Registry

    @property
    def document(self) -> Any:
        """All that holds, laid out as people write it."""
        return served_document(self.bundle, self.node) if self.bundle else self.node.plain()


def find_effective(context: Context, name: str) -> Effective:
    """The community `name`. Raises click's errors for one that is not there or cannot be read."""
    tree = WorkingTree(context.folder)
    check_name(tree, name)
    registry = load_registry()
    loaded = load_workspace(tree, [name], registry.parents).communities[name]
    _, compiled = compile_community(loaded, registry, tree)
    if loaded.node is None:
        raise click.UsageError(f"the manifest of {name} or its force cannot be read; koban check tells why")
    if compiled is None:
        click.echo(
            f"{name} has errors, so defaults of plugins are left out: koban check tells more", err=True
        )
    return Effective(loaded, loaded.node, compiled.bundle if compiled else None, registry)


def check_name(tree: Tree, name: str) -> None:
    """Raises click's error, with what was probably meant, unless the workspace has a community `name`."""
    names = [place.name for place in lay_out(tree.entries()).places()]
    if name not in names:
        hint = did_you_mean(name, names) or f"there are: {listed(names)}"
        raise click.UsageError(f"there is no community called {name!r} here; {hint}")


def value_at(document: Any, path: Iterable[str]) -> tuple[Any, tuple[str | int, ...]]:
    """The value below `path`, and the path as it stands in the document. Raises click's error for one that is not there."""
    steps: list[str | int] = []
    for step in path:
        known = dict(enumerate(document)) if isinstance(document, list) else document
        key: str | int = int(step) if isinstance(document, list) and step.isdecimal() else step
        if not isinstance(known, dict) or key not in known:
            raise click.UsageError(_not_there(step, steps, known))
        document = known[key]
        steps.append(key)
    return document, tuple(steps)


def _not_there(step: str, steps: list[str | int], known: Any) -> str:
    where = ".".join(map(str, steps)) or "the manifest"
    names = [str(name) for name in known] if isinstance(known, dict) else []
    hint = did_you_mean(step, names) or (f"it has: {listed(names)}" if names else "nothing is below it")
    return f'{where} has no "{step}"; {hint}'


def as_yaml(found: Effective, value: Any, path: tuple[str | int, ...] = ()) -> str:
    """`value` at `path` as YAML, each line with where it comes from."""
    lines = list(_lines(parts_of(value, found.node, found.registry, path)))
    return "".join(f"{line}\n" for line in lines)


def _lines(parts: Iterable[Part]) -> Iterable[str]:
    dash = ""
    for part in parts:
        lead = "  " * part.depth
        if part.in_list and part.value is None:
            dash = f"{lead}- "
            continue
        head = f"{lead}- " if part.in_list else f"{lead}{scalar(str(part.path[-1]))}:"
        if dash and head.startswith(" " * len(dash)):
            head = dash + head[len(dash) :]
        dash = ""
        text = head if part.value is None else f"{head.rstrip()} {scalar(part.value)}"
        yield f"{text:<{_COLUMN}}  # {safe(part.origin)}" if part.origin else text


def scalar(value: Any) -> str:
    """A value on one line, as YAML 1.2 reads it, with signs that a terminal would obey as escapes."""
    if isinstance(value, str) and (safe(value) != value or not isinstance(_resolved(value), str)):
        return _escaped(value)
    dumped = yaml.safe_dump(value, allow_unicode=True, width=float("inf"), default_flow_style=True)
    return dumped.removesuffix("\n").removesuffix("\n...")


def _resolved(text: str) -> object:
    try:
        return resolve(text)
    except UnusableNumberError:
        return None


def _escaped(text: str) -> str:
    # JSON's escapes are YAML's too.
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(sign if safe(sign) == sign else f"\\u{ord(sign):04x}" for sign in shown)
