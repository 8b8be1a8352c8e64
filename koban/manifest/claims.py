"""Which community asks for which domain, known from all manifests at once. Checks nothing that a manifest says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from koban.diagnostics.diagnostic import Span
from koban.manifest.layout import Place, lay_out
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


def claims_of(place: Place, tree: Tree) -> list[Claim]:
    """The domains that one community's manifest names. Without that word in it, it is not parsed."""
    entry = place.files.get(place.manifest)
    if entry is None or entry.symlink or entry.size > MAX_BYTES:
        return []
    body = tree.read(entry.path)
    if not _WORD.search(body):
        return []
    node, _ = read(body, entry.path)
    listed = node.get("spec", "app", "domains") if node is not None else None
    if listed is None or not isinstance(listed.value, list):
        return []
    named = {one.value: one.span for one in reversed(listed.value) if isinstance(one.value, str)}
    return [Claim(domain, place.name, place.force, span) for domain, span in named.items()]


def all_claims(tree: Tree) -> list[Claim]:
    """What all communities ask for, in the order of their folders."""
    places = lay_out(tree.entries()).places()
    return [claim for place in places for claim in claims_of(place, tree)]


def keepers(
    claims: Iterable[Claim], may: Callable[[Claim], bool], held: Mapping[str, str] | None = None
) -> dict[str, Claim]:
    """Domain -> the one community that keeps it, of those that `may` have it.

    That is the one that is served there now (`held`: domain -> community), else the first one.
    """
    found: dict[str, Claim] = {}
    for claim in filter(may, claims):
        if claim.domain not in found or (held or {}).get(claim.domain) == claim.community:
            found[claim.domain] = claim
    return found
