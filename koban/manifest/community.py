"""Reads one community: its manifest with its force's defaults under it and its texts in all languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.document import read_yaml
from koban.manifest.envelope import open_envelope
from koban.manifest.force import LoadedForce
from koban.manifest.layout import Place, inputs_of, overlays_of
from koban.manifest.merge import merge
from koban.manifest.node import Node
from koban.manifest.secrets import check_secrets
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.switches import expand_switches
from koban.manifest.texts import Overlay, said_in
from koban.manifest.tree import Entry, Tree
from koban.manifest.wording import shown
from koban.model.base import LANGUAGE


@dataclass(frozen=True, slots=True)
class LoadedCommunity:
    """A community as its manifest and its force tell it, merged and not yet checked."""

    name: str
    folder: str
    force: LoadedForce
    node: Node | None
    """The merged `spec`, or None if the manifest or the force cannot be used."""
    language: str
    """The first language; that of the force if the manifest names none."""
    diagnostics: list[Diagnostic]
    files: Mapping[str, Entry]
    """All files of its folder, by path relative to the workspace."""
    inputs: Mapping[str, str]
    """All files it depends on: path -> blob."""
    moved_from: str | None = None
    """What it was called before, if it says so."""


def load_community(
    tree: Tree, entries: Mapping[str, Entry], place: Place, force: LoadedForce
) -> LoadedCommunity:
    """Read the manifest in `place`, lay it over the defaults of `force`, add its texts."""
    problems = list(place.diagnostics)
    node, language = None, force.spec.language if force.spec else "en"
    moved_from = None
    if place.manifest in place.files:
        # A folder that cannot keep its name is told so; its manifest need not have that name too.
        name = None if place.diagnostics else place.name
        document, found = read_yaml(tree, place.files[place.manifest])
        problems += found
        spec, found = open_envelope(document, "Community", name) if document is not None else (None, [])
        problems += found
        moved_from = _moved_from(document)
        if spec is not None:
            language = _first_language(spec, force) or language
            node, found = _merge(tree, place, spec, force, language)
            problems += found
    inputs = inputs_of(place, entries)
    return LoadedCommunity(
        place.name, place.folder, force, node, language, problems, place.files, inputs, moved_from
    )


def _moved_from(document: Node | None) -> str | None:
    found = document.get("metadata", "movedFrom") if document is not None else None
    return found.value if found is not None and isinstance(found.value, str) else None


def _merge(
    tree: Tree, place: Place, spec: Node, force: LoadedForce, language: str
) -> tuple[Node | None, list[Diagnostic]]:
    if force.spec is None or force.node is None:
        return None, []
    defaults = force.node.get("defaults")
    merged = expand_switches(spec)
    if defaults is not None and isinstance(defaults.value, dict):
        merged = merge(expand_switches(_in_own_language(defaults, force, language)), merged)
    else:
        merged = merge(None, merged)
    merged, problems = _shared_unit(merged, force, language)
    merged, found = check_secrets(merged)
    problems += found
    for tag, entry in sorted(overlays_of(place).items()):
        merged, found = _lay_texts(tree, merged, entry, tag, language)
        problems += found
    return merged, problems


def _in_own_language(node: Node, force: LoadedForce, language: str) -> Node:
    if force.spec is None or force.spec.language == language:
        return node
    return said_in(node, force.spec.language)


def _languages(spec: Node | None) -> list[str]:
    found = spec.get("languages") if spec is not None else None
    if found is None or not isinstance(found.value, list):
        return []
    return [tag.value for tag in found.value if isinstance(tag.value, str)]


def _usable(languages: list[str]) -> bool:
    proper = all(re.fullmatch(LANGUAGE, tag) for tag in languages)
    return bool(languages) and proper and len(set(languages)) == len(languages)


def _first_language(spec: Node, force: LoadedForce) -> str | None:
    defaults = force.node.get("defaults") if force.node else None
    languages = _languages(spec) or _languages(defaults)
    # A first language that is none would make every plain text wrong too.
    return languages[0] if languages and re.fullmatch(LANGUAGE, languages[0]) else None


def _shared_unit(spec: Node, force: LoadedForce, language: str) -> tuple[Node, list[Diagnostic]]:
    """`unit: {of: name}` with the force's unit of that name under it."""
    unit = spec.get("unit")
    of = unit.get("of") if unit is not None else None
    if unit is None or of is None:
        return spec, []
    units = force.node.get("units") if force.node else None
    known = units.value if units is not None else {}
    own = Node({key: child for key, child in unit.value.items() if key != "of"}, unit.span, unit.keys)
    problems: list[Diagnostic] = []
    shared = known.get(of.value) if isinstance(of.value, str) else None
    if shared is None:
        message = f"the force has no unit called {shown(of)}"
        cure = (
            f"units in {force.folder}/force.yaml: {listed(known)}"
            if known
            else f"write it under `units` in {force.folder}/force.yaml"
        )
        problems.append(Diagnostic("KB327", message, of.span, label=did_you_mean(of.value, known), help=cure))
        # Stands in for the unit, so that this mistake brings no others after it.
        shared = Node({"name": Node("?", of.span)}, of.span, {"name": of.span})
    unit = merge(_in_own_language(shared, force, language), own)
    return Node({**spec.value, "unit": unit}, spec.span, spec.keys), problems


def _lay_texts(tree: Tree, spec: Node, entry: Entry, tag: str, first: str) -> tuple[Node, list[Diagnostic]]:
    languages = _languages(spec)
    if not _usable(languages):
        return spec, []  # what is wrong with `languages` is told; whether this one is among them cannot be
    if tag in languages[:1]:
        message = f"{tag} is the first language, whose texts stand in the manifest itself"
        return spec, [
            Diagnostic("KB326", message, Span(entry.path), Severity.WARNING, help="move them there")
        ]
    if tag not in languages:
        message = f"these texts are not used: the manifest does not declare the language {tag}"
        hint = did_you_mean(tag, languages)
        cure = f"add {tag} to `languages` when all texts are there"
        if hint or not re.fullmatch(LANGUAGE, tag):
            cure = "name the file as the language is called in `languages`, such as texts/nl.yaml"
        return spec, [Diagnostic("KB326", message, Span(entry.path), Severity.WARNING, label=hint, help=cure)]
    node, problems = read_yaml(tree, entry)
    if node is None:
        return spec, problems
    overlay = Overlay(tag, first)
    return overlay.lay(spec, node), problems + overlay.diagnostics
