"""Lays a community's manifest over everything below it: plugins' defaults, blueprints and its force's defaults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Related, Span
from koban.manifest.blueprint import Blueprint, Library, Lineage, take_extends
from koban.manifest.language_maps import Configs, Spread, in_language, only_in, spread_texts
from koban.manifest.merge import merge
from koban.manifest.node import Node
from koban.manifest.parents import Parents
from koban.manifest.switches import expand_switches
from koban.model.base import LANGUAGE

_KINDS = ("features", "connectors")
_EMPTY = Node({}, Span(""))


@dataclass(frozen=True, slots=True)
class Layered:
    """A spec with all that lies below it merged in."""

    node: Node
    language: str
    """The first language: plain texts of the manifest are in it."""
    blueprints: tuple[str, ...]
    """Names of those that lie below it, unknown ones too."""
    diagnostics: list[Diagnostic]


@dataclass(frozen=True, slots=True)
class _Layer:
    spec: Node
    language: str | None
    """Of its plain texts; None where every text names its languages."""


def lay_over(
    spec: Node,
    defaults: Node | None,
    force_language: str,
    parents: Parents,
    library: Library,
) -> Layered:
    """Merge `spec` over its blueprints, the force's `defaults` and what plugins give, later wins (RFC 7386)."""
    own, extends, problems = take_extends(spec)
    below, by_default, more = take_extends(defaults) if defaults is not None else (_EMPTY, [], [])
    if "extends" not in spec.value:
        extends = by_default
    lineage = Lineage.of(extends, library)
    usable = [one for one in lineage.found if one.spec is not None]
    plugins = [_blueprint(one) for one in usable if one.plugin]
    workspace = [_blueprint(one) for one in usable if not one.plugin]
    layers = [*plugins, _Layer(expand_switches(below), force_language), *workspace]
    raw = _merged([*(layer.spec for layer in layers), expand_switches(own)])
    language = _first_language(raw) or force_language
    layers.append(_Layer(expand_switches(own), language))
    merging = _Merging(parents, _uses(raw), language)
    merged = _merged([merging.defaults(), *map(merging.prepared, layers)])
    merged, taken = _keep_decisions(merged, [layer.spec for layer in layers])
    merged = spread_texts(merged, only_in(_languages(merged)), merging.configs)
    diagnostics = [*problems, *more, *lineage.problems, *merging.problems, *taken]
    return Layered(merged, language, tuple(lineage.names), diagnostics)


def _blueprint(one: Blueprint) -> _Layer:
    return _Layer(one.spec or _EMPTY, None)


def _merged(specs: Iterable[Node]) -> Node:
    merged: Node | None = None
    for spec in specs:
        merged = merge(merged, spec)
    return merged or _EMPTY


def _first_language(spec: Node) -> str | None:
    first = spec.get("languages", 0)
    # One that is none would make every plain text wrong too.
    proper = first is not None and isinstance(first.value, str) and re.fullmatch(LANGUAGE, first.value)
    return str(first.value) if first is not None and proper else None


def _languages(spec: Node) -> list[str]:
    listed = spec.get("languages")
    tags = listed.value if listed is not None and isinstance(listed.value, list) else []
    return [tag.value for tag in tags if isinstance(tag.value, str)]


def _uses(spec: Node) -> dict[tuple[str, str], str]:
    """(`features` or `connectors`, instance) -> what it uses, for every entry that was not removed."""
    found: dict[tuple[str, str], str] = {}
    for kind in _KINDS:
        entries = spec.get(kind)
        for name, use in entries.value.items() if entries and isinstance(entries.value, dict) else ():
            named = use.get("uses")
            found[kind, name] = named.value if named and isinstance(named.value, str) else name
    return found


@dataclass(slots=True)
class _Merging:
    parents: Parents
    uses: Mapping[tuple[str, str], str]
    language: str
    problems: list[Diagnostic] = field(default_factory=list)
    _configs: Configs | None = None

    def defaults(self) -> Node:
        """The lowest layer: the default settings of everything that is used."""
        kinds: dict[str, Node] = {}
        for (kind, name), uses in self.uses.items():
            given = self.parents.settings(kind, uses)
            if given is not None and given.defaults is not None:
                span = given.defaults.span
                use = Node({"with": given.defaults}, span, {"with": span})
                table = kinds.setdefault(kind, Node({}, span, {}))
                table.value[name] = use
                table.keys[name] = span
        return spread_texts(
            Node(kinds, _EMPTY.span, {kind: node.span for kind, node in kinds.items()}),
            in_language("en"),
            self.configs,
        )

    def prepared(self, layer: _Layer) -> Node:
        """A layer with its plain texts as language maps."""
        spread = in_language(layer.language) if layer.language else self._refused
        return spread_texts(layer.spec, spread, self.configs)

    @property
    def configs(self) -> Configs:
        """The models of the settings of all that is used."""
        if self._configs is None:
            given = {at: self.parents.settings(at[0], uses) for at, uses in self.uses.items()}
            self._configs = {at: one.model for at, one in given.items() if one and one.model}
        return self._configs

    @property
    def _refused(self) -> Spread:
        as_map = in_language(self.language)

        def refuse(text: Node) -> Node:
            if not isinstance(text.value, str):
                return text
            message = (
                "a blueprint is for communities of all languages, and this text does not say which it is in"
            )
            cure = f"write a map of language to words: {{{self.language}: …}}"
            self.problems.append(Diagnostic("KB353", message, text.span, help=cure))
            return as_map(text)

        return refuse


def _keep_decisions(merged: Node, layers: Sequence[Node]) -> tuple[Node, list[Diagnostic]]:
    """Decisions of a parent hold: what lies above can neither take them away nor reword them."""
    problems: list[Diagnostic] = []
    kept: dict[str, tuple[Node, Span]] = {}
    for layer in layers:
        entries = layer.get("decisions")
        if entries is None or not isinstance(entries.value, dict):
            continue
        for name, decision in entries.value.items():
            if name in kept:
                message = f'the decision "{name}" stands already, and only its own body can end it'
                cure = f"add a later decision of the same body with `ends: [{name}]`"
                related = Related(kept[name][1], "decided here")
                problems.append(
                    Diagnostic("KB406", message, entries.keys[name], help=cure, related=(related,))
                )
            elif decision.value is not None:
                kept[name] = decision, entries.keys[name]
    return (_with_decisions(merged, kept), problems) if problems else (merged, [])


def _with_decisions(merged: Node, kept: Mapping[str, tuple[Node, Span]]) -> Node:
    found = merged.get("decisions")
    value, keys = dict(found.value if found else {}), dict(found.keys if found else {})
    for name, (decision, key) in kept.items():
        value[name], keys[name] = decision, key
    span = found.span if found else next(iter(keys.values()))
    node = Node(value, span, keys)
    return Node({**merged.value, "decisions": node}, merged.span, {**merged.keys, "decisions": span})
