"""Reads one force: its manifest, checked, and what it gives to its communities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from koban.diagnostics.diagnostic import Diagnostic, Span, has_errors
from koban.manifest.document import read_manifest
from koban.manifest.exact import check_exact
from koban.manifest.layout import FORCE_FILE
from koban.manifest.node import Node
from koban.manifest.secrets import take_out_literals
from koban.manifest.tree import Entry, Tree
from koban.manifest.validation import explain_errors
from koban.manifest.walk import walk
from koban.model.base import LANGUAGE, Surroundings
from koban.model.force import ForceSpec


@dataclass(frozen=True, slots=True)
class LoadedForce:
    """A force as its manifest tells it. Without a `spec` all its communities are invalid."""

    name: str
    folder: str
    spec: ForceSpec | None
    node: Node | None
    """Its `spec` with positions."""
    diagnostics: list[Diagnostic]


def load_force(tree: Tree, entries: Mapping[str, Entry], name: str) -> LoadedForce:
    """Read and check `deployments/<name>/force.yaml`."""
    folder = f"deployments/{name}"
    path = f"{folder}/{FORCE_FILE}"
    if path not in entries:
        message = f"the folder of {name} has communities but no {FORCE_FILE}"
        cure = "write one: `koban new force` shows how"
        return LoadedForce(name, folder, None, None, [Diagnostic("KB241", message, Span(path), help=cure)])
    node, problems = read_manifest(tree, entries[path], "Force", name)
    spec = None
    if node is not None:
        spec, wrong = _check(node)
        problems += wrong
    return LoadedForce(name, folder, None if has_errors(problems) else spec, node, problems)


def _check(node: Node) -> tuple[ForceSpec | None, list[Diagnostic]]:
    plain = node.plain()
    language = plain.get("language")
    usable = isinstance(language, str) and re.fullmatch(LANGUAGE, language)
    around = Surroundings(str(language) if usable else "en")
    try:
        spec = ForceSpec.model_validate(plain, context=around)
    except ValidationError as error:
        return None, explain_errors(ForceSpec, node, error)
    defaults = node.get("defaults")
    literals = take_out_literals(defaults)[1] if defaults is not None else []
    return spec, [*check_exact(walk(spec), node), *literals]
