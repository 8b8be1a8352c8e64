"""Reads what an operator granted: YAML with the same reader as manifests, and the same kind of diagnostics."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import ValidationError

from koban.diagnostics.diagnostic import Diagnostic, Related, Span
from koban.manifest.node import Node
from koban.manifest.reader import read
from koban.manifest.secrets import find_tokens
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.validation import explain_errors
from koban.model.grants import Grants, kept_back
from koban.plugin.registry import Registry

_UNIQUE = (("communities", "community name"), ("domains", "domain"))


class GrantsError(Exception):
    """The grants cannot be used; `diagnostics` say why."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        """Tell the first."""
        first = min(diagnostics, key=lambda one: one.span)
        super().__init__(f"{first}; {first.help}" if first.help else str(first))
        self.diagnostics = diagnostics


def read_grants(body: bytes, file: str, registry: Registry) -> tuple[Grants | None, list[Diagnostic]]:
    """The grants in `body`, called `file` in messages, or None and what is wrong with them. No message shows a secret."""
    if not body.strip():
        return Grants(), []
    node, problems = read(body, file)
    problems += find_tokens(body.decode("utf-8-sig", errors="replace"), file)
    if node is None or problems:
        return None, problems
    try:
        grants = Grants.model_validate(node.plain())
    except ValidationError as error:
        return None, explain_errors(Grants, node, error, "grants")
    problems = [*_granted_twice(node), *_kept_back(node, grants), *_wrong_secrets(node, grants, registry)]
    return (None if problems else grants), problems


def _granted_twice(node: Node) -> Iterator[Diagnostic]:
    """Of one name or domain that two forces have nobody could say whose it is."""
    first: dict[tuple[str, str], tuple[str, Span]] = {}
    for force, granted in _forces(node):
        for kind, words in _UNIQUE:
            entries = granted.get(kind)
            for entry in entries.value if entries is not None else ():
                other, span = first.setdefault((kind, entry.value), (force, entry.span))
                if other != force:
                    message = f'the {words} "{entry.value}" is granted to {other} and to {force}'
                    related = (Related(span, f"to {other} here"),)
                    yield Diagnostic(
                        "KB416", message, entry.span, help="take one of the two out", related=related
                    )


def _kept_back(node: Node, grants: Grants) -> Iterator[Diagnostic]:
    for force, granted in grants.forces.items():
        for number, domain in enumerate(granted.domains):
            why = kept_back(domain)
            if why:
                message = f'"{domain}" cannot be the domain of a community'
                yield Diagnostic("KB413", message, _span(node, force, "domains", number), help=why)


def _wrong_secrets(node: Node, grants: Grants, registry: Registry) -> Iterator[Diagnostic]:
    stores = registry.secret_stores
    for force, granted in grants.forces.items():
        for number, reference in enumerate(granted.secrets):
            span = _span(node, force, "secrets", number)
            ((name, key),) = reference.items()
            if name not in stores:
                cure = f"installed here: {listed(stores)} (koban plugin list)"
                message, label = f'there is no secret store called "{name}"', did_you_mean(name, stores)
                yield Diagnostic("KB417", message, span, label=label, help=cure)
            elif not re.fullmatch(stores[name].value.key, key):
                # Perhaps it is the secret itself, so it is not shown.
                message = f'this is no key of the secret store "{name}"'
                yield Diagnostic("KB405", message, span, help=f"write {stores[name].value.says}")


def _forces(node: Node) -> Iterator[tuple[str, Node]]:
    forces = node.get("forces")
    yield from forces.value.items() if forces is not None else ()


def _span(node: Node, force: str, kind: str, number: int) -> Span:
    found = node.get("forces", force, kind, number)
    return found.span if found is not None else node.span


def write_grants(grants: Grants) -> str:
    """The text of a file with these grants."""
    lines = ["# What each force may use; `koban grant` adds to it.", "forces:"]
    for force, granted in sorted(grants.forces.items()):
        lines.append(f"  {force}:")
        for kind, entries in granted.model_dump(mode="json").items():
            lines += [f"    {kind}:", *(f"      - {_entry(one)}" for one in entries)] if entries else []
        if lines[-1] == f"  {force}:":
            lines[-1] += " {}"
    return "\n".join(lines) + "\n" if grants.forces else f"{lines[0]}\n{lines[1]} {{}}\n"


def _entry(value: str | dict[str, str]) -> str:
    # JSON is YAML too, and leaves no doubt about `*` and what looks like a number.
    bare = value["env"] if isinstance(value, dict) and list(value) == ["env"] else value
    return json.dumps(bare, ensure_ascii=False)
