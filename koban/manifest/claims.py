"""Which community asks for which domain, known from all manifests at once. Checks nothing that a manifest says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from koban.diagnostics.diagnostic import Span
from koban.manifest.layout import Place, lay_out
from koban.manifest.moved import moved_from
from koban.manifest.reader import MAX_BYTES, read
from koban.manifest.tree import Tree

_WORD = re.compile(rb"domains|\\[xuU\r\n]")
"""The word itself, or an escape that can hide it in a key in quotes."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One community that asks for a domain."""

    domain: str
    community: str
    force: str
    span: Span
    """Where it says so."""
    moved_from: str | None = None
    """What it was called before, if it says so: with a community goes its domain."""


def claims_of(place: Place, tree: Tree, silent: set[str] | None = None) -> list[Claim]:
    """The domains that one community's manifest names. Without that word in it, it is not parsed.

    `silent` are the blobs that are known to be without it, and those that prove to be so; they are not even read.
    """
    entry = place.files.get(place.manifest)
    silent = silent if silent is not None else set()
    if entry is None or entry.symlink or entry.size > MAX_BYTES or entry.blob in silent:
        return []
    body = tree.read(entry.path)
    if not _WORD.search(body):
        silent.add(entry.blob)
        return []
    node, _ = read(body, entry.path)
    listed = node.get("spec", "app", "domains") if node is not None else None
    if listed is None or not isinstance(listed.value, list):
        return []
    named = {one.value: one.span for one in reversed(listed.value) if isinstance(one.value, str)}
    moved = moved_from(node)
    before = moved.name if moved else None
    return [Claim(domain, place.name, place.force, span, before) for domain, span in named.items()]


def all_claims(tree: Tree, silent: set[str] | None = None) -> list[Claim]:
    """What all communities ask for, in the order of their folders; `silent` as for one of them."""
    places = lay_out(tree.entries()).places()
    return [claim for place in places for claim in claims_of(place, tree, silent)]


def keepers(
    claims: Iterable[Claim], may: Callable[[Claim], bool], held: Mapping[str, str] | None = None
) -> dict[str, Claim]:
    """Domain -> the one community that keeps it, of those that `may` have it.

    That is the one that is served there now (`held`: domain -> community), else the one that goes on with that under
    another name, else the first one.
    """
    found: dict[str, Claim] = {}
    for claim in sorted(filter(may, claims), key=lambda one: _distance(one, held or {})):
        found.setdefault(claim.domain, claim)
    return found


def _distance(claim: Claim, held: Mapping[str, str]) -> int:
    """From the domain, whose nearest claim keeps it."""
    holder = held.get(claim.domain)
    if holder is None:
        return 2
    return 0 if claim.community == holder else 1 if claim.moved_from == holder else 2
