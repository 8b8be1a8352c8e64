"""Blueprints: partial community specs that others extend, from `blueprints/` of a workspace and from plugins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Related, Severity, Span
from koban.manifest.document import read_manifest
from koban.manifest.layout import BLUEPRINT, BLUEPRINTS
from koban.manifest.node import Node
from koban.manifest.secrets import take_out_literals
from koban.manifest.suggestion import did_you_mean, listed, meant
from koban.manifest.switches import expand_switches
from koban.manifest.tree import Entry, Tree
from koban.manifest.wording import kind_of, shown
from koban.model.base import NAME


@dataclass(frozen=True, slots=True)
class Blueprint:
    """One partial spec, as it was written."""

    name: str
    file: str
    spec: Node | None
    """Without its `extends`; None if the file cannot be used."""
    extends: tuple[Node, ...] = ()
    plugin: str = ""
    """The distribution it comes from; empty for the workspace's own."""
    diagnostics: tuple[Diagnostic, ...] = ()


def make_blueprint(
    name: str, file: str, spec: Node | None, problems: Iterable[Diagnostic], plugin: str = ""
) -> Blueprint:
    """A blueprint out of the `spec` of its manifest."""
    if spec is None:
        return Blueprint(name, file, None, plugin=plugin, diagnostics=tuple(problems))
    rest, extends, found = take_extends(spec)
    rest, literals = take_out_literals(expand_switches(rest))
    return Blueprint(name, file, rest, tuple(extends), plugin, (*problems, *found, *literals))


def take_extends(spec: Node) -> tuple[Node, list[Node], list[Diagnostic]]:
    """`spec` without `extends`, the names that stood there, and what is wrong with them."""
    found = spec.get("extends")
    if found is None or not isinstance(spec.value, dict):
        return spec, [], []
    rest = Node({key: node for key, node in spec.value.items() if key != "extends"}, spec.span, spec.keys)
    if found.value is None:
        return rest, [], []
    if not isinstance(found.value, list):
        message = f'"extends" must be a list, not {kind_of(found.value)}'
        cure = (
            f"write `extends: [{found.value}]`" if isinstance(found.value, str) else "write `extends: [name]`"
        )
        return rest, [], [Diagnostic("KB201", message, found.span, help=cure)]
    wrong = [
        Diagnostic(
            "KB201", f"{shown(one)} cannot be the name of a blueprint", one.span, help="write its name"
        )
        for one in found.value
        if not isinstance(one.value, str)
    ]
    return rest, [one for one in found.value if isinstance(one.value, str)], wrong


def blueprint_files(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Name -> the file of a workspace's own blueprint."""
    found = ((BLUEPRINT.fullmatch(path), entry) for path, entry in entries.items())
    return {match[1]: entry for match, entry in found if match is not None}


@dataclass(slots=True)
class Library:
    """All blueprints that a workspace's communities can extend; its own are read when they are asked for."""

    tree: Tree
    entries: Mapping[str, Entry]
    given: Mapping[str, Blueprint] = field(default_factory=dict)
    """Those of plugins, by name."""
    _read: dict[str, Blueprint] = field(default_factory=dict)

    def names(self) -> list[str]:
        """What can be extended."""
        return sorted({*blueprint_files(self.entries), *self.given})

    def get(self, name: str) -> Blueprint | None:
        """The workspace's own blueprint of that name, else a plugin's, else None."""
        if name in self._read:
            return self._read[name]
        entry = self.entries.get(f"{BLUEPRINTS}/{name}.yaml")
        if entry is None:
            return self.given.get(name)
        spec, problems = read_manifest(self.tree, entry, "Blueprint", name)
        self._read[name] = make_blueprint(name, entry.path, spec, [*check_name(name, entry.path), *problems])
        return self._read[name]

    def own(self) -> Iterator[Blueprint]:
        """Every blueprint of the workspace itself, read."""
        for name in sorted(blueprint_files(self.entries)):
            found = self.get(name)
            if found is not None:
                yield found


def check_name(name: str, file: str) -> list[Diagnostic]:
    """What is wrong with a manifest that is called after its file."""
    if re.fullmatch(NAME, name) and "--" not in name:
        return []
    cure = "1 to 40 small letters a-z, digits and single hyphens, beginning with a letter"
    return [
        Diagnostic(
            "KB206", f'the file\'s name "{name[:60]}" cannot be a name', Span(file), help=f"rename it: {cure}"
        )
    ]


def unused_blueprints(library: Library, used: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with the workspace's blueprints that nobody extends; of the others it is told with those who extend them."""
    names = library.names()
    intended = {meant(name, names) for name in used if name not in names}
    for blueprint in library.own():
        if blueprint.name in used or blueprint.name in intended:
            continue
        yield from blueprint.diagnostics
        if blueprint.spec is not None:
            message = (
                f'no community extends the blueprint "{blueprint.name}", so what it says is not checked yet'
            )
            cure = f"add `extends: [{blueprint.name}]` to a community, or delete the file"
            yield Diagnostic("KB354", message, Span(blueprint.file), Severity.WARNING, help=cure)


@dataclass(slots=True)
class Lineage:
    """Every blueprint below a spec, each once, parents first."""

    library: Library
    found: list[Blueprint] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    """All names that were met, unknown ones too."""

    @classmethod
    def of(cls, extends: Iterable[Node], library: Library) -> Lineage:
        """What lies below a spec that extends these."""
        climbed = cls(library)
        for name in extends:
            climbed.visit(name, ())
        return climbed

    def visit(self, name: Node, path: tuple[Node, ...]) -> None:
        """Add the blueprint that `name` names, after its own parents; `path` are the names that led to it."""
        for step in path:
            if step.value == name.value:
                self._circle(name, step)
                return
        if name.value in self.names:
            return
        self.names[name.value] = None
        blueprint = self.library.get(name.value)
        if blueprint is None:
            self._unknown(name, path)
            return
        for parent in blueprint.extends:
            self.visit(parent, (*path, name))
        self.problems += blueprint.diagnostics
        self.found.append(blueprint)

    def _circle(self, name: Node, first: Node) -> None:
        message = f'the blueprint "{name.value}" extends itself, by way of others or at once'
        related = Related(first.span, "the circle begins here")
        self.problems.append(
            Diagnostic("KB351", message, name.span, help="take one of the two names out", related=(related,))
        )

    def _unknown(self, name: Node, path: tuple[Node, ...]) -> None:
        names = self.library.names()
        cure = f"there are: {listed(names)}" if names else f"write it as {BLUEPRINTS}/{name.value}.yaml"
        related = tuple(Related(step.span, f'"{step.value}" is extended here') for step in path[-1:])
        self.problems.append(
            Diagnostic(
                "KB350",
                f"there is no blueprint called {shown(name)}",
                name.span,
                Severity.ERROR,
                did_you_mean(name.value, names),
                cure,
                related,
            )
        )
