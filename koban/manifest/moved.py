"""`metadata.movedFrom`: what a community was called before, and which old names cannot be meant. Moves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from koban.diagnostics.diagnostic import Diagnostic, Related, Severity, Span
from koban.manifest.document import read_yaml
from koban.manifest.layout import Layout, Place
from koban.manifest.node import Node
from koban.manifest.reader import MAX_BYTES
from koban.manifest.tree import Tree
from koban.manifest.wording import shown
from koban.model.base import NAME

FIELD = "movedFrom"


@dataclass(frozen=True, slots=True)
class Moved:
    """An old name, and where it stands."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What one community says of its past."""

    name: str
    force: str
    moved: Moved | None
    legible: bool = True
    """Whether it can be told at all: an unreadable manifest may say anything."""


def moved_from(document: Node | None) -> Moved | None:
    """The old name that a manifest gives, if it gives one that can be a name."""
    found = document.get("metadata", FIELD) if document is not None else None
    if found is None or not _is_name(found.value):
        return None
    return Moved(found.value, found.span)


def check_moved(document: Node | None, name: str) -> list[Diagnostic]:
    """What is wrong with `movedFrom` in the manifest of the community called `name`, by itself."""
    found = document.get("metadata", FIELD) if document is not None else None
    if found is None:
        return []
    if not _is_name(found.value):
        message = f"{shown(found)} cannot have been a community's name"
        cure = "write the name of its folder before it was renamed, such as `movedFrom: north-quay`"
        return [Diagnostic("KB364", message, found.span, help=cure)]
    if found.value == name:
        message = f'"{name}" says that it was called "{name}" before'
        return [Diagnostic("KB360", message, found.span, help=f"write the old name, or delete `{FIELD}`")]
    return []


def _is_name(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(NAME, value) is not None and "--" not in value


def read_claim(tree: Tree, place: Place) -> Claim:
    """Read from the manifest in `place` what it says of its past, and nothing else."""
    if place.manifest not in place.files:
        return Claim(place.name, place.force, None, legible=False)
    document, _ = read_yaml(tree, place.files[place.manifest])
    moved = moved_from(document)
    told = document is not None and document.get("metadata", FIELD) is not None
    return Claim(place.name, place.force, moved, legible=document is not None and told == bool(moved))


def rivals(claims: Iterable[Claim]) -> dict[str, Diagnostic]:
    """Community -> the mistake it shares with others of its force that say they are the same one's future."""
    by_past: dict[tuple[str, str], list[tuple[str, Moved]]] = {}
    for claim in claims:
        if claim.moved is not None:
            by_past.setdefault((claim.force, claim.moved.name), []).append((claim.name, claim.moved))
    found: dict[str, Diagnostic] = {}
    for (_, past), told in by_past.items():
        if len(told) > 1:
            found |= dict.fromkeys((name for name, _ in told), _twice(past, sorted(told)))
    return found


def _twice(past: str, told: list[tuple[str, Moved]]) -> Diagnostic:
    *others, (name, moved) = told
    related = tuple(Related(other.span, f'"{who}" says so too') for who, other in others)
    message = f'"{name}" and "{others[0][0]}" both say that they were called "{past}" before'
    cure = f"only one of them can have its data: delete `{FIELD}` from the other"
    return Diagnostic("KB361", message, moved.span, help=cure, related=related)


def check_moves(tree: Tree, layout: Layout, moved: Mapping[str, Moved]) -> Iterator[tuple[str, Diagnostic]]:
    """What is wrong between communities: (name, mistake) for those in `moved`. Others are read where they may differ."""
    places = {place.name: place for place in layout.places()}
    wanted = {places[name].force for name in moved}
    claims = [_claim(tree, place, moved) for place in places.values() if place.force in wanted]
    found = rivals(claims)
    for name, said in moved.items():
        if name in found:
            yield name, found[name]
        if said.name in places and said.name != name:
            yield name, _still_there(said, places[said.name])


def _claim(tree: Tree, place: Place, moved: Mapping[str, Moved]) -> Claim:
    if place.name in moved:
        return Claim(place.name, place.force, moved[place.name])
    entry = place.files.get(place.manifest)
    if (
        entry is None
        or entry.symlink
        or entry.size > MAX_BYTES
        or FIELD.encode() not in tree.read(entry.path)
    ):
        return Claim(place.name, place.force, None)
    return read_claim(tree, place)


def _still_there(said: Moved, place: Place) -> Diagnostic:
    message = f'the old name "{said.name}" still has a folder: {place.folder}'
    cure = (
        f"delete that folder if this community takes its place; nothing moves before. If another community has the name "
        f"now, delete `{FIELD}`: its address is that one's"
    )
    return Diagnostic("KB362", message, said.span, Severity.WARNING, help=cure)
