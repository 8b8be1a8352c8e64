"""Reads one community: its manifest with its force's defaults under it and its texts in all languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.blueprint import Library
from koban.manifest.document import read_yaml
from koban.manifest.envelope import open_envelope
from koban.manifest.force import LoadedForce
from koban.manifest.language_maps import in_language, spread_model
from koban.manifest.layers import lay_over
from koban.manifest.layout import Place, inputs_of, overlays_of
from koban.manifest.merge import merge
from koban.manifest.moved import Moved, check_moved, moved_from
from koban.manifest.node import Node
from koban.manifest.parents import Parents
from koban.manifest.reader import read
from koban.manifest.secrets import take_out_literals
from koban.manifest.slip import mend
from koban.manifest.steps import migrate
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.texts import Overlay
from koban.manifest.tree import Entry, Tree
from koban.manifest.versions import OLDER, steps_for_texts, to_current, version_of
from koban.manifest.wording import shown
from koban.model.base import LANGUAGE
from koban.model.migration import Step
from koban.model.unit import Unit


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
    """All files it depends on: path -> blob; an empty blob for one that is missing."""
    blueprints: tuple[str, ...] = ()
    """Those it extends, at once or by way of others; unknown ones too."""
    moved: Moved | None = None
    """What it was called before, and where it says so."""

    @property
    def moved_from(self) -> str | None:
        """What it was called before, if it says so."""
        return self.moved.name if self.moved else None


def load_community(
    tree: Tree,
    place: Place,
    force: LoadedForce,
    library: Library,
    parents: Parents,
) -> LoadedCommunity:
    """Read the manifest in `place`, lay it over all that is below it, add its texts."""
    problems = list(place.diagnostics)
    node, language = None, force.spec.language if force.spec else "en"
    blueprints: tuple[str, ...] = ()
    moved = None
    if place.manifest in place.files:
        # A folder that cannot keep its name is told so; its manifest need not have that name too.
        name = None if place.diagnostics else place.name
        document, found = read_yaml(tree, place.files[place.manifest])
        problems += found
        document, older = to_current(document, "Community") if document is not None else (None, [])
        spec, found = open_envelope(document, "Community", name) if document is not None else (None, [])
        problems += [*older, *found, *check_moved(document, place.name)]
        moved = moved_from(document)
        if spec is not None and force.spec is not None and force.node is not None:
            layered = lay_over(spec, force.node.get("defaults"), force.spec.language, parents, library)
            language, blueprints = layered.language, layered.blueprints
            node, found = _complete(tree, place, layered.node, force, language)
            problems += layered.diagnostics + found
    return LoadedCommunity(
        place.name,
        place.folder,
        force,
        node,
        language,
        problems,
        place.files,
        inputs_of(place, library.entries, blueprints),
        blueprints,
        moved,
    )


def _complete(
    tree: Tree, place: Place, merged: Node, force: LoadedForce, language: str
) -> tuple[Node, list[Diagnostic]]:
    merged, problems = _shared_unit(merged, force)
    merged, found = take_out_literals(merged)
    problems += found
    steps = _steps_for_texts(tree, place)
    for tag, entry in sorted(overlays_of(place).items()):
        merged, found = _lay_texts(tree, merged, entry, tag, language, steps)
        problems += found
    return merged, problems


def _languages(spec: Node | None) -> list[str]:
    found = spec.get("languages") if spec is not None else None
    if found is None or not isinstance(found.value, list):
        return []
    return [tag.value for tag in found.value if isinstance(tag.value, str)]


def _usable(languages: list[str]) -> bool:
    proper = all(re.fullmatch(LANGUAGE, tag) for tag in languages)
    return bool(languages) and proper and len(set(languages)) == len(languages)


def _shared_unit(spec: Node, force: LoadedForce) -> tuple[Node, list[Diagnostic]]:
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
        hint, fix = did_you_mean(of.value, known), mend(of.span, of.value, known)
        problems.append(Diagnostic("KB327", message, of.span, label=hint, help=cure, fix=fix))
        # Stands in for the unit, so that this mistake brings no others after it.
        shared = Node({"name": Node("?", of.span)}, of.span, {"name": of.span})
    spread = in_language(force.spec.language if force.spec else "en")
    unit = merge(spread_model(shared, Unit, spread), own)
    return Node({**spec.value, "unit": unit}, spec.span, spec.keys), problems


def _steps_for_texts(tree: Tree, place: Place) -> tuple[Step, ...]:
    """What changed since the version that the manifest, and so its texts, are written in."""
    node, _ = read(tree.read(place.manifest), place.manifest) if OLDER else (None, [])
    version = version_of(node) if node is not None else None
    return steps_for_texts(version) if version is not None else ()


def _lay_texts(
    tree: Tree, spec: Node, entry: Entry, tag: str, first: str, steps: tuple[Step, ...]
) -> tuple[Node, list[Diagnostic]]:
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
        # Nothing but comments: nothing is translated yet, which is told of the language.
        return spec, [each for each in problems if each.code != "KB102"]
    node, _ = migrate(node, steps)
    overlay = Overlay(tag, first)
    return overlay.lay(spec, node), problems + overlay.diagnostics
