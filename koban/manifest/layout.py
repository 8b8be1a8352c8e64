"""Which files of a workspace are whose, known from their paths alone. Reads no file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.tree import WORKSPACE_FILE, Entry
from koban.model.base import NAME

FORCE_FILE = "force.yaml"
COMMUNITY_FILE = "community.yaml"
BLUEPRINTS = "blueprints"
BLUEPRINT = re.compile(rf"{BLUEPRINTS}/([^/]+)\.yaml")
"""The file of a blueprint, by its name."""
_OVERLAY = re.compile(r"deployments/[^/]+/[^/]+/texts/([^/]+)\.yaml")
_YAML = re.compile(r"\.ya?ml$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A community's folder."""

    name: str
    force: str
    folder: str
    files: dict[str, Entry] = field(default_factory=dict)
    """By path relative to the workspace."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def manifest(self) -> str:
        """Where its manifest lies, or would."""
        return f"{self.folder}/{COMMUNITY_FILE}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of a workspace."""

    forces: dict[str, dict[str, Place]]
    """Force -> community -> its folder."""
    stray: list[Diagnostic]
    """Files that nothing reads, and names that cannot be."""

    def places(self) -> Iterator[Place]:
        """All communities' folders; of a name that two forces use the first one only."""
        seen: set[str] = set()
        for communities in self.forces.values():
            for name, place in communities.items():
                if name not in seen:
                    seen.add(name)
                    yield place


def lay_out(entries: Mapping[str, Entry]) -> Layout:
    """Sort the files of `deployments/` by force and community."""
    forces: dict[str, dict[str, Place]] = {}
    stray: list[Diagnostic] = []
    for path, entry in sorted(entries.items()):
        parts = path.split("/")
        if parts[0] == BLUEPRINTS and not BLUEPRINT.fullmatch(path):
            stray += _stray(entry, f"a blueprint is one file here: {BLUEPRINTS}/<name>.yaml")
        if parts[0] != "deployments":
            continue
        if len(parts) < 3:
            stray += _stray(entry, "a force has a folder of its own here: deployments/<force>/force.yaml")
            continue
        communities = forces.setdefault(parts[1], {})
        if len(parts) == 3:
            if parts[2] != FORCE_FILE:
                stray += _stray(
                    entry,
                    "a force's manifest is called force.yaml, a community's lies in a folder of its own",
                )
            continue
        folder = "/".join(parts[:3])
        communities.setdefault(parts[2], Place(parts[2], parts[1], folder)).files[path] = entry
    for force, communities in forces.items():
        stray += _bad_name(force, f"deployments/{force}/{FORCE_FILE}")
        for place in communities.values():
            place.diagnostics.extend(_bad_name(place.name, place.manifest))
            place.diagnostics.extend(_missing(place))
    _name_twice(forces)
    return Layout(forces, stray)


def _stray(entry: Entry, cure: str) -> list[Diagnostic]:
    if entry.symlink:
        message = "a symbolic link is not followed"
        return [Diagnostic("KB117", message, Span(entry.path), help="put a real folder in its place")]
    if not _YAML.search(entry.path):
        return []
    return [Diagnostic("KB243", "nothing reads this file", Span(entry.path), Severity.WARNING, help=cure)]


def _bad_name(name: str, file: str) -> list[Diagnostic]:
    if re.fullmatch(NAME, name) and "--" not in name:
        return []
    message = f'the folder\'s name "{name[:60]}" cannot be a host name'
    better = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
    fits = re.fullmatch(NAME, better) and better != name
    cure = "1 to 40 small letters a-z, digits and single hyphens, beginning with a letter"
    cure = f"rename it to {better}, and metadata.name with it: {cure}" if fits else f"rename it: {cure}"
    return [Diagnostic("KB206", message, Span(file), help=cure)]


def _missing(place: Place) -> list[Diagnostic]:
    if place.manifest in place.files:
        return []
    other = next(
        (
            path
            for path in place.files
            if re.search(r"/community[^/]*\.(ya?ml|txt)[^/]*$", path, re.IGNORECASE)
        ),
        None,
    )
    cure = (
        f"rename {other.rsplit('/', 1)[1]} to {COMMUNITY_FILE}"
        if other
        else "write one, or delete the folder to retire the community"
    )
    message = f"the folder of {place.name} has files but no {COMMUNITY_FILE}"
    return [Diagnostic("KB242", message, Span(place.manifest), help=cure)]


def _name_twice(forces: dict[str, dict[str, Place]]) -> None:
    first: dict[str, Place] = {}
    for communities in forces.values():
        for name, place in communities.items():
            if name not in first:
                first[name] = place
                continue
            message = f'two communities are called "{name}": in {first[name].folder} and in {place.folder}'
            cure = "rename one folder and its metadata.name: names become host names"
            first[name].diagnostics.append(Diagnostic("KB244", message, Span(place.manifest), help=cure))


def inputs_of(place: Place, entries: Mapping[str, Entry], blueprints: Iterable[str]) -> dict[str, str]:
    """All files that a community depends on, which extends `blueprints`: path -> blob, empty for a blueprint that is absent."""
    shared = (WORKSPACE_FILE, f"deployments/{place.force}/{FORCE_FILE}")
    found = {path: entries[path].blob for path in shared if path in entries}
    for name in blueprints:
        path = f"{BLUEPRINTS}/{name}.yaml"
        found[path] = entries[path].blob if path in entries else ""
    return found | {path: entry.blob for path, entry in place.files.items()}


def is_overlay(file: str) -> bool:
    """Whether `file` holds the texts of one language."""
    return _OVERLAY.fullmatch(file) is not None


def overlays_of(place: Place) -> dict[str, Entry]:
    """Language tag -> the file with the texts in it."""
    found = ((_OVERLAY.fullmatch(path), entry) for path, entry in place.files.items())
    return {match[1]: entry for match, entry in found if match is not None}
