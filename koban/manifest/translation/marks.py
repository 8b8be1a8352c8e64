"""The comments that KOBAN itself keeps in a file of texts: what waits for its translation, and what became stale.

A text that waits stands as a comment at its place and ends in the language of its words, `# title: Poczta  # pl`, so
that an editor's "toggle comment" makes it a line to translate. Above a translation whose original changed stands
`# stale: "the words as they read now"`; who finds that it still fits writes `fits` instead of `stale`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from koban.manifest.translation.quoting import quoted

_KEY = r'(?P<key>"(?:[^"\\]|\\.)*"|[A-Za-z0-9_][\w.-]*)'
_PARENT = re.compile(rf"#(?P<indent> +)(?P<dashes>(?:- )*)(?:{_KEY}:)?", re.ASCII)
_WAITING = re.compile(
    rf"#(?P<indent> +)(?P<dashes>(?:- )*)(?:{_KEY}: )?(?P<words>\S.*)  # (?P<language>[A-Za-z0-9-]+)",
    re.ASCII,
)
_AGED = re.compile(r'# (?P<word>stale|fits): (?P<words>".*")')
_NOTE = "# koban texts: "


@dataclass(frozen=True, slots=True)
class Held:
    """One line of a text that waits."""

    depth: int
    """How many signs it is indented behind the `#`, not counting dashes."""
    key: str
    """The key in it; empty within a list."""
    in_list: bool


def waiting(line: str, language: str) -> str:
    """The end of the line of a text that waits in `language`."""
    return f"{line}  # {language}"


def marks_language(comment: str, languages: Collection[str]) -> bool:
    """Whether `comment` stood behind a text that waited."""
    return comment.startswith("# ") and comment[2:] in languages


def stale(words: str) -> str:
    """The comment above a translation that does not fit `words` any more, or nobody has looked."""
    return f"# stale: {quoted(words)}"


def fits(words: str) -> str:
    """The comment above a translation that fits `words` all the same."""
    return f"# fits: {quoted(words)}"


def read_mark(comment: str) -> tuple[str, str] | None:
    """(`stale` or `fits`, the words) if `comment` says so."""
    found = _AGED.fullmatch(comment)
    words = _unquoted(found["words"]) if found is not None else None
    return None if found is None or words is None else (found["word"], words)


def notes(languages: Collection[str], *, aged: bool) -> list[str]:
    """What the first lines of the file say about its comments."""
    told = []
    if languages:
        ends = " or ".join(f'"# {language}"' for language in sorted(languages))
        told.append(f'{_NOTE}what ends in {ends} is not translated: put your words there, and no "#"')
    if aged:
        told.append(
            f'{_NOTE}"stale" shows how the original reads now; if the words still fit it, write "fits"'
        )
    return told


def is_note(comment: str) -> bool:
    """Whether `comment` is one of `notes`."""
    return comment.startswith(_NOTE)


def recognise(run: Sequence[str], languages: Collection[str]) -> list[Held | None]:
    """For each of the comments in `run`, which stand right below each other, what it holds of a text that waits."""
    held: list[Held | None] = [_leaf(comment, languages) for comment in run]
    for number in range(len(run)):
        leaf = held[number]
        if leaf is not None:
            _claim_parents(run, held, number, leaf.depth)
    return held


def _claim_parents(run: Sequence[str], held: list[Held | None], number: int, depth: int) -> None:
    for above in range(number - 1, -1, -1):
        if depth <= 1:
            return
        known = held[above]
        parent = known or _parent(run[above])
        if parent is None or parent.depth >= depth:
            continue
        held[above] = parent
        depth = parent.depth


def _leaf(comment: str, languages: Collection[str]) -> Held | None:
    found = _WAITING.fullmatch(comment)
    named = found is not None and (found["key"] or found["dashes"])
    return _held(found) if found is not None and named and found["language"] in languages else None


def _parent(comment: str) -> Held | None:
    found = _PARENT.fullmatch(comment)
    return _held(found) if found is not None and (found["key"] or found["dashes"]) else None


def _held(found: re.Match[str]) -> Held:
    key = found["key"] or ""
    name = _unquoted(key) if key.startswith('"') else key
    return Held(len(found["indent"]), name or key, bool(found["dashes"]))


def _unquoted(text: str) -> str | None:
    try:
        return str(json.loads(text))
    except ValueError:
        return None
