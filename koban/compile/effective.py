"""The effective manifest: everything that holds for a community once defaults and parents are in, and where each part comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from koban.compile.functions import Functions, Instance
from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node
from koban.manifest.parents import DEFAULT
from koban.manifest.shape import fields_at
from koban.model.bundle import Bundle, BundleConnector, BundleFeature
from koban.model.community import CommunitySpec
from koban.plugin.registry import Contributed, Registry

KINDS = ("features", "connectors")
Path = tuple[str | int, ...]


def document_of(spec: CommunitySpec, functions: Functions) -> dict[str, Any]:
    """`spec` as a manifest writes it, with the checked settings of all that is on; what is off says no more than that."""
    document = spec.model_dump(mode="json")
    for kind, instances in zip(KINDS, (functions.features, functions.connectors), strict=True):
        document[kind] = {name: _use(use, instances.get(name)) for name, use in document[kind].items()}
    return document


def _use(use: dict[str, Any], instance: Instance | None) -> dict[str, Any]:
    return {**use, "uses": instance.uses, "with": instance.settings.data} if instance else {"enabled": False}


def served_document(bundle: Bundle, node: Node) -> dict[str, Any]:
    """What `bundle`, which `node` was compiled to, holds, laid out as people write it."""
    document = bundle.spec.model_dump(mode="json")
    tables: tuple[Mapping[str, BundleFeature | BundleConnector], ...] = (bundle.features, bundle.connectors)
    for kind, instances in zip(KINDS, tables, strict=True):
        written = node.get(kind)
        off = {
            name: {"enabled": False} for name in (written.value if written else ()) if name not in instances
        }
        on = {name: {"uses": one.uses, "with": one.config} for name, one in instances.items()}
        document[kind] = {**on, **off}
    for name, connector in bundle.connectors.items():
        schedule = {"every": connector.every, "cron": connector.cron, "secrets": connector.secrets}
        document["connectors"][name] |= schedule
    return document


@dataclass(frozen=True, slots=True)
class Part:
    """One line of an effective manifest: a key with a value, or with further parts below it."""

    path: Path
    value: Any
    """A scalar, an empty map or an empty list; None where parts follow."""
    origin: str
    """`file:line`, or whose default it is; empty where parts follow."""
    depth: int
    in_list: bool


def parts_of(
    value: Any, node: Node | None, registry: Registry, path: Path = (), depth: int = 0
) -> Iterator[Part]:
    """`value`, which stands at `path` of an effective manifest, part by part; `node` is the merged manifest."""
    steps = _steps(value)
    if steps is None:
        if value is not None and (path or value):
            yield Part(path, value, origin(node, path, registry), depth, _in_list(path))
        return
    if path:
        yield Part(path, None, "", depth, _in_list(path))
    for step, inner in steps:
        if not _nothing(inner) or (node is not None and node.get(*path, step) is not None):
            yield from parts_of(inner, node, registry, (*path, step), depth + 1 if path else depth)


def _nothing(value: Any) -> bool:
    """Whether it says nothing: no value, or a map or list in which nothing has one."""
    if isinstance(value, Mapping):
        return all(map(_nothing, value.values()))
    return value is None or value == []


def _steps(value: Any) -> list[tuple[str | int, Any]] | None:
    if isinstance(value, Mapping) and value:
        return list(value.items())
    if isinstance(value, list) and value:
        return list(enumerate(value))
    return None


def _in_list(path: Path) -> bool:
    return bool(path) and isinstance(path[-1], int)


def origin(node: Node | None, path: Path, registry: Registry) -> str:
    """Where the value at `path` comes from: `file:line`, or the words for a default."""
    found = node.get(*path) if node is not None else None
    if found is not None:
        return place(found.span)
    above = node.get(*path[:-1]) if node is not None else None
    if above is not None and not isinstance(above.value, dict | list) and len(path) > 1:
        return place(above.span)  # a plain text that became a language map
    given = _contribution(node, path, registry)
    return f"{DEFAULT}{given.plugin} ({given.value.name})" if given else f"{DEFAULT}KOBAN"


def place(span: Span) -> str:
    """`file:line`; a default has no lines."""
    return span.file if span.file.startswith(DEFAULT) else f"{span.file}:{span.line}"


def _contribution(node: Node | None, path: Path, registry: Registry) -> Contributed[Any] | None:
    if len(path) < 3 or path[0] not in KINDS or path[2] not in {"with", "every"}:
        return None
    kind, name = str(path[0]), str(path[1])
    uses = node.get(kind, name, "uses") if node is not None else None
    table: Mapping[str, Contributed[Any]] = registry.features if kind == "features" else registry.connectors
    return table.get(str(uses.value) if uses else name)


def about(path: Path, node: Node, registry: Registry) -> str:
    """What the field at `path` means, in a sentence; empty where nobody says."""
    loc: Path = path
    model: Any = CommunitySpec
    given = _contribution(node, path, registry)
    if given is not None and path[2] == "with":
        model, loc = given.value.Config, path[3:]
    if isinstance(model, Mapping) or not loc:
        return ""
    field = fields_at(model, loc[:-1]).get(str(loc[-1]))
    return (field.description or "").replace("\n", " ") if field else ""
