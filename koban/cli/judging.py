"""What a pull request is told about itself: which rules it edits, whose name it takes, and who must approve it.

All of it is judged by what the base says now. Nothing that a pull request contains can change by whom it is approved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from koban.cli.comparing import Compared, Comparison
from koban.cli.sides import Sides, open_sides
from koban.diagnostics.diagnostic import Diagnostic, Related, Severity, Span
from koban.manifest.document import read_yaml
from koban.manifest.force import LoadedForce, load_force
from koban.manifest.layout import FORCE_FILE, Place, lay_out
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.tree import WORKSPACE_FILE, Tree
from koban.model.grants import Grants
from koban.model.plan import Change, ChangeClass
from koban.plan.guards import budget_edit, guard_edits, roles_named
from koban.plugin.registry import Registry


def judge(folder: Path, base: str, registry: Registry, grants: Grants | None = None) -> list[Diagnostic]:
    """Warnings and notices about what lies in `folder` as a change to `base`."""
    with open_sides(folder, base, None) as sides:
        comparison = Comparison(sides.before, sides.after, sides.applied, registry, grants)
        rules = list(_edited_rules(sides))
        edited = {each.span.file.split("/")[1] for each in rules if each.span.file.endswith(FORCE_FILE)}
        owners = {place.name: place for place in lay_out(sides.before.entries()).places()}
        found = [*rules, *_names_twice(sides, owners)]
        widest = _Widest(sides, edited)
        for one in comparison.steps():
            found += _taken(one, sides, owners)
            found += _decisions(one)
            change = one.plan(registry)
            found += one.refused(change, registry)
            widest.look(one, change)
        return [*found, *widest.told()]


def _edited_rules(sides: Sides) -> Iterator[Diagnostic]:
    workspaces = [_document(tree, WORKSPACE_FILE) for tree in (sides.before, sides.after)]
    yield from budget_edit(*(node.get("spec") if node is not None else None for node in workspaces))
    for name in lay_out(sides.after.entries()).forces:
        path = f"deployments/{name}/{FORCE_FILE}"
        old, new = sides.before.entries().get(path), sides.after.entries().get(path)
        if old is None or new is None or old.blob == new.blob:
            continue
        before, after = (load_force(tree, tree.entries(), name) for tree in (sides.before, sides.after))
        yield from guard_edits(before, after, _applied(sides, name))


def _applied(sides: Sides, force: str) -> LoadedForce | None:
    entries = sides.applied.entries()
    there = f"deployments/{force}/{FORCE_FILE}" in entries
    return load_force(sides.applied, entries, force) if there else None


def _names_twice(sides: Sides, owners: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """Who takes a name that another force's community has, and keeps."""
    for force, communities in lay_out(sides.after.entries()).forces.items():
        for name, place in communities.items():
            owner = owners.get(name)
            kept = owner is not None and owner.manifest in sides.after.entries()
            if owner is not None and kept and owner.force != force:
                yield _takes(place.manifest, ("metadata", "name"), name, owner.force, sides.after)


def _taken(one: Compared, sides: Sides, owners: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """A name, or data under another name, that goes from one force to another."""
    if one.after is None:
        return
    new = one.after.loaded
    if one.before is not None and one.before.loaded.force.name != new.force.name:
        yield _takes(
            f"{new.folder}/community.yaml",
            ("metadata", "name"),
            new.name,
            one.before.loaded.force.name,
            sides.after,
        )
    owner = owners.get(new.moved_from or "")
    if owner is not None and owner.force != new.force.name:
        yield _takes(
            f"{new.folder}/community.yaml", ("metadata", "movedFrom"), owner.name, owner.force, sides.after
        )


def _takes(file: str, path: tuple[str, ...], name: str, force: str, tree: Tree) -> Diagnostic:
    document = _document(tree, file)
    span = locate(document, path, "") if document is not None else Span(file)
    message = f'this takes the name "{name}", which is that of a community of {force} now'
    cure = f"with the name go its address and what it holds: {force} must agree, or choose another name"
    return Diagnostic("KB504", message, span, Severity.WARNING, help=cure)


def _document(tree: Tree, path: str) -> Node | None:
    entry = tree.entries().get(path)
    return read_yaml(tree, entry)[0] if entry is not None else None


def _decisions(one: Compared) -> Iterator[Diagnostic]:
    """A community's word that is taken back or rewritten."""
    if one.before is None or one.before.bundle is None or one.after is None or one.after.bundle is None:
        return
    proposed, node = one.after.bundle.spec.decisions, one.after.loaded.node
    for name, old in one.before.bundle.spec.decisions.items():
        if proposed.get(name) == old or node is None:
            continue
        what = "rewrites" if name in proposed else "takes back"
        message = f'this {what} the decision "{name}", which {old.by} took on {old.date}'
        cure = "until this is merged it holds; only a later decision of the same body ends one"
        span = locate(node, ("decisions", name), "extra_forbidden")
        was = one.before.loaded.node
        related = (
            (Related(locate(was, ("decisions", name), "extra_forbidden"), "it stood here"),) if was else ()
        )
        yield Diagnostic("KB505", message, span, Severity.WARNING, help=cure, related=related)


class _Widest:
    """How far a pull request reaches in each force, and thus who must approve it."""

    def __init__(self, sides: Sides, edited: set[str]) -> None:
        self._sides, self._edited = sides, edited
        self._changes: dict[str, list[Change]] = {}

    def look(self, one: Compared, change: Change | None) -> None:
        """Take in one community."""
        side = one.before or one.after
        if change is not None and side is not None:
            self._changes.setdefault(side.loaded.force.name, []).append(change)

    def told(self) -> Iterator[Diagnostic]:
        """One notice a force, at the first line that reaches furthest."""
        for force in sorted(self._changes.keys() | self._edited):
            changes = self._changes.get(force, [])
            width = max((change.change_class for change in changes), key=lambda one: one.width, default=None)
            if force in self._edited or width is None:
                width = ChangeClass.DESTRUCTIVE
            yield self._notice(force, width, changes)

    def _notice(self, force: str, width: ChangeClass, changes: list[Change]) -> Diagnostic:
        applied = _applied(self._sides, force)
        here = Span(f"deployments/{force}/{FORCE_FILE}")
        first = next((change for change in changes if change.change_class is width), None)
        field = next((field for field in first.fields if field.file), None) if first else None
        span = Span(field.file, field.line or 1, 1, field.line or 1, 1) if field and field.file else here
        reach = f'what this changes for {force} is "{width.value}"'
        if applied is None:
            return Diagnostic(
                "KB506", f"{reach}; nothing of this force is applied that could judge it", span, Severity.INFO
            )
        if applied.spec is None:
            message = (
                f"who must approve cannot be told: {force}'s manifest has a mistake at {self._sides.base}"
            )
            return Diagnostic(
                "KB507", message, span, Severity.WARNING, help="mend that first, in a change of its own"
            )
        judges = roles_named(applied.spec.approvals.get(width, []))
        agree = f"must approve: {judges}" if judges else "the force names nobody who must approve it"
        return Diagnostic(
            "KB506",
            f"{reach}; {agree}",
            span,
            Severity.INFO,
            help=f"as {here.file} says at {self._sides.base}",
        )
