"""One manifest file: read, looked through for secrets, taken out of its envelope."""

from __future__ import annotations

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.envelope import open_envelope
from koban.manifest.node import Node
from koban.manifest.reader import MAX_BYTES, read, too_big
from koban.manifest.secrets import find_tokens
from koban.manifest.tree import Entry, Tree
from koban.manifest.versions import to_current


def read_yaml(tree: Tree, entry: Entry) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of one YAML file. A symbolic link is not followed, a file that is too big is not read."""
    refused = unreadable(entry)
    if refused is not None:
        return None, [refused]
    text = tree.read(entry.path)
    node, problems = read(text, entry.path)
    return node, problems + find_tokens(text.decode("utf-8-sig", errors="replace"), entry.path)


def unreadable(entry: Entry) -> Diagnostic | None:
    """Why a file is not opened at all, or None."""
    if entry.symlink:
        message = "a symbolic link stands where a file should be"
        return Diagnostic("KB117", message, Span(entry.path), help="put the file itself in its place")
    return too_big(entry.path, entry.size) if entry.size > MAX_BYTES else None


def read_manifest(
    tree: Tree, entry: Entry, kind: str, name: str | None
) -> tuple[Node | None, list[Diagnostic]]:
    """The `spec` of one manifest of `kind` that is to be called `name`."""
    node, problems = read_yaml(tree, entry)
    if node is None:
        return None, problems
    node, older = to_current(node, kind)
    spec, around = open_envelope(node, kind, name)
    return spec, problems + older + around
