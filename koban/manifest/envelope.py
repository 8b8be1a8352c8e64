"""What every manifest has around its `spec`: version, kind and name."""

from __future__ import annotations

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.node import Node
from koban.manifest.slip import mend
from koban.manifest.suggestion import did_you_mean, listed, meant
from koban.manifest.versions import CURRENT, known_versions

KINDS = (
    *("Community", "Force", "Blueprint", "Workspace"),
    *("CapabilityModule", "Capability", "Theme", "Evidence", "Measure", "Scenario"),
)
_BY_FOLDER = ("Community", "Force")
_FIELDS = ("apiVersion", "kind", "metadata", "spec")


def open_envelope(node: Node, kind: str, name: str | None) -> tuple[Node | None, list[Diagnostic]]:
    """The `spec` of a manifest that is to be of `kind` and to be called `name`, and what is wrong around it."""
    if not isinstance(node.value, dict):
        cure = "begin it with `apiVersion: koban/v1`"
        return None, [
            Diagnostic(
                "KB201", "a manifest is a map of apiVersion, kind, metadata and spec", node.span, help=cure
            )
        ]
    problems = [
        _unknown(key, node.keys[key], "a manifest", _FIELDS) for key in node.value if key not in _FIELDS
    ]
    misspelt = {meant(key, _FIELDS) for key in node.value if key not in _FIELDS}
    problems += _missing(node, misspelt)
    fitting = _version(node, problems) and _kind(node, kind, problems)
    _metadata(node, name, kind, problems)
    spec = node.get("spec")
    if spec is not None and not isinstance(spec.value, dict):
        problems.append(
            Diagnostic("KB201", '"spec" is a map', spec.span, help="put its fields below it, indented")
        )
        spec = None
    return (spec if fitting else None), problems


def _missing(node: Node, misspelt: set[str | None]) -> list[Diagnostic]:
    top = next(iter(node.keys.values()), node.span)
    lines = {
        "apiVersion": "apiVersion: koban/v1",
        "kind": "kind: …",
        "metadata": "metadata: {name: …}",
        "spec": "spec: …",
    }
    return [
        Diagnostic("KB205", f'"{key}" is missing', top, help=f"write `{lines[key]}`")
        for key in _FIELDS
        if key not in node.value and key not in misspelt
    ]


def _unknown(key: str, span: Span, where: str, known: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        "KB204",
        f'{where} has no field "{key}"',
        span,
        label=did_you_mean(key, known),
        help=f"its fields: {listed(known)}",
        fix=mend(span, key, known),
    )


def _version(node: Node, problems: list[Diagnostic]) -> bool:
    found = node.get("apiVersion")
    if found is None or found.value == CURRENT:
        return found is not None
    cure = f"known: {listed(known_versions())}"
    problems.append(
        Diagnostic(
            "KB203", f'there is no version "{found.value}" of the manifest language', found.span, help=cure
        )
    )
    return False


def _kind(node: Node, kind: str, problems: list[Diagnostic]) -> bool:
    found = node.get("kind")
    if found is None or found.value == kind:
        return found is not None
    if found.value in KINDS:
        message, label, fix = f"this file is to hold a {kind}, not a {found.value}", "", None
    else:
        message, label = f'there is no kind "{found.value}"', did_you_mean(found.value, KINDS)
        fix = mend(found.span, found.value, KINDS)
    fix = fix if fix is not None and fix.text == kind else None
    problems.append(
        Diagnostic("KB202", message, found.span, label=label, help=f"write `kind: {kind}`", fix=fix)
    )
    return False


def _metadata(node: Node, name: str | None, kind: str, problems: list[Diagnostic]) -> None:
    known = ("name", "movedFrom") if kind == "Community" else ("name",)
    place = "folder" if kind in _BY_FOLDER else "file"
    found = node.get("metadata")
    if found is None:
        return
    if not isinstance(found.value, dict):
        problems.append(
            Diagnostic("KB201", '"metadata" is a map', found.span, help="write `metadata: {name: …}`")
        )
        return
    problems += [_unknown(key, found.keys[key], "metadata", known) for key in found.value if key not in known]
    given = found.value.get("name")
    if given is None and any(meant(key, ("name",)) for key in found.value):
        return
    if given is None:
        key = node.keys["metadata"]
        problems.append(
            Diagnostic("KB205", '"name" is missing in "metadata"', key, help=f"write `name: {name or '…'}`")
        )
    elif name is not None and given.value != name:
        message = f'the name "{given.value}" is not the {place}\'s name "{name}"'
        problems.append(
            Diagnostic("KB207", message, given.span, help=f"write `name: {name}`, or rename the {place}")
        )
