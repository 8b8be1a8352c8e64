"""Finds secrets that stand in manifests, where they must not. Knows no value it shows."""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.node import Node

_CURE = (
    "take it out, make a new one (this one is known now), and name where it lies: {env: NAME} or {file: name}"
)
_KNOWN = re.compile(
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----"
    r"|\b(?:gh[pousr]|github_pat)_[A-Za-z0-9_]{20,255}"
    r"|\bglpat-[A-Za-z0-9_-]{20,64}"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|\bxox[abeoprs]-[A-Za-z0-9-]{10,255}"
    r"|\bAIza[A-Za-z0-9_-]{35}"
    r"|\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,128}"
    r"|\beyJ[A-Za-z0-9_-]{8,400}+\.eyJ[A-Za-z0-9_-]{8,4096}+\.[A-Za-z0-9_-]{8,4096}"
)
_BEGINNINGS = (
    "PRIVATE KEY",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "AKIA",
    "ASIA",
    "xox",
    "AIza",
    "k_live_",
    "k_test_",
    "eyJ",
)
_IN_ADDRESS = re.compile(r"://([^\s/@:\"']{1,64}:[^\s/@\"']{1,256})@")
_IN_QUERY = re.compile(
    r"[?&](?:api[-_]?key|(?:access[-_]?)?token|secret|password|signature)=([^&#\s\"'\]}{[]{6,256})",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![A-Za-z0-9+_-])[A-Za-z0-9+_-]{28,}+={0,2}")
_HEX = re.compile(r"[0-9a-fA-F]+")
_SECRET_WORD = re.compile(r"(?i)(?:secret|token|passw|api[-_]?key|private[-_]?key)[^:]{0,20}:[^:]*$")
_SECRET_KEY = re.compile(
    r"(?i)(?:secret|token|passwo?r?d|passphrase|api[-_]?key|private[-_]?key|credentials?)$"
)
_MAX_FOUND = 20


def find_tokens(text: str, file: str) -> list[Diagnostic]:
    """Token-like words anywhere in a manifest, comments too.

    A plain SHA-1 or SHA-256 is none: commits and digests are named in sources and links. After a key such as `token:` it is.
    """
    starts = [0, *(end.end() for end in re.finditer("\r\n|\n|\r", text))]
    found: list[Diagnostic] = []
    for start, end in sorted(set(_places(text))):
        line = bisect.bisect_right(starts, start)
        column = start - starts[line - 1] + 1
        if found and found[-1].span.line == line and found[-1].span.end_column > column:
            continue
        span = Span(file, line, column, line, column + end - start)
        found.append(
            Diagnostic(
                "KB404",
                "this looks like a secret, and everyone with the repository can read it",
                span,
                help=_CURE,
            )
        )
    return found[:_MAX_FOUND]


def _places(text: str) -> Iterator[tuple[int, int]]:
    if any(beginning in text for beginning in _BEGINNINGS):
        for match in _KNOWN.finditer(text):
            yield match.span()
    if "://" in text:
        for pattern in (_IN_ADDRESS, _IN_QUERY):
            for match in pattern.finditer(text):
                yield match.span(1)
    for match in _LONG.finditer(text):
        if _HEX.fullmatch(match[0]):
            before = text[max(0, match.start() - 100) : match.start()]
            if _SECRET_WORD.search(before.rpartition("\n")[2]):
                yield match.span()
        elif _looks_random(match[0]):
            yield match.span()


def _looks_random(word: str) -> bool:
    classes = [
        "d" if sign.isdigit() else "u" if sign.isupper() else "l" if sign.islower() else "-" for sign in word
    ]
    if not {"d", "u", "l"} <= set(classes):
        return False
    changes = sum(a != b for a, b in pairwise(classes)) / (len(word) - 1)
    spread = -sum(n / len(word) * math.log2(n / len(word)) for n in Counter(word).values())
    # Random base 64 changes class at six of ten signs; words, even in CamelCase with numbers, at three or four.
    return changes >= 0.45 and spread >= 3.8


def take_out_literals(spec: Node) -> tuple[Node, list[Diagnostic]]:
    """`spec` without the secrets that themselves stand in connectors, and a diagnostic for each."""
    problems: list[Diagnostic] = []
    uses = spec.get("connectors")
    if uses is None or not isinstance(uses.value, dict):
        return spec, problems
    checked = {name: _check_use(use, problems) for name, use in uses.value.items()}
    connectors = Node(checked, uses.span, uses.keys)
    return Node({**spec.value, "connectors": connectors}, spec.span, spec.keys), problems


def _check_use(use: Node, problems: list[Diagnostic]) -> Node:
    value = use.value
    for field, is_literal in (("secrets", _no_reference), ("with", _tells)):
        given = use.get(field)
        if given is not None and isinstance(given.value, dict):
            value = {**value, field: _without(given, is_literal, problems)}
    return Node(value, use.span, use.keys) if value is not use.value else use


def _without(entries: Node, is_literal: Callable[[str, Node], bool], problems: list[Diagnostic]) -> Node:
    kept: dict[str, Node] = {}
    for name, entry in entries.value.items():
        if is_literal(name, entry):
            message = f'the secret "{name}" itself stands here'
            problems.append(Diagnostic("KB403", message, entry.span, help=_CURE))
        elif is_literal is _tells and isinstance(entry.value, dict):
            kept[name] = _without(entry, is_literal, problems)
        else:
            kept[name] = entry
    return Node(kept, entries.span, entries.keys)


def _no_reference(_name: str, entry: Node) -> bool:
    # What is taken away in a merge is no secret.
    return entry.value is not None and not isinstance(entry.value, dict)


def _tells(name: str, entry: Node) -> bool:
    """Whether settings name a secret by their key. An empty text gives none away."""
    return isinstance(entry.value, str) and bool(entry.value) and _SECRET_KEY.search(name) is not None
