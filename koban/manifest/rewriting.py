"""Carries out the steps of a migration on the text of a file: only the lines of the step change, all others stay byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.edit import Source
from koban.manifest.entry import Edit, moved, removed
from koban.manifest.node import Node
from koban.manifest.pieces import pieces_of
from koban.manifest.reader import read
from koban.manifest.scalar import resolve
from koban.manifest.slip import PLAIN
from koban.manifest.steps import Place, carry_out, new_value, places
from koban.manifest.versions import both_names
from koban.model.migration import MapValues, Move, Remove, Rename, Scalar, Step

_MOST = 10_000


@dataclass(slots=True)
class Rewritten:
    """A file's bytes after the steps, and what was done."""

    body: bytes
    told: list[str] = field(default_factory=list)
    """A line for each place, with the line of the file in which it was found."""
    problems: list[Diagnostic] = field(default_factory=list)


def rewrite_steps(body: bytes, file: str, steps: Iterable[Step]) -> Rewritten:
    """Carry out `steps` on `body`, which lies in `file`. What cannot be done without losing something is told and left."""
    done = Rewritten(body)
    for step in steps:
        skip = 0
        for _ in range(_MOST):
            node, problems = read(done.body, file)
            todo = places(node, step)[skip:] if node is not None else []
            if node is None or not todo:
                done.problems += problems
                break
            changed = _one(done.body, file, node, todo[0])
            if isinstance(changed, Diagnostic):
                done.problems.append(changed)
                skip += 1
                continue
            done.body = changed
            done.told.append(f"{file}:{todo[0].key.line}: {_words(todo[0])}")
    return done


def set_version(body: bytes, file: str, version: str) -> bytes:
    """`body` with `version` as its apiVersion."""
    node, _ = read(body, file)
    written = node.get("apiVersion") if node is not None else None
    source = Source.of(body)
    return source.with_edits([_value_edit(source, written, version)]) if written is not None else body


def _one(body: bytes, file: str, node: Node, place: Place) -> bytes | Diagnostic:
    if place.taken is not None:
        return both_names(place)
    source = Source.of(body)
    after = source.with_edits(_edits(source, node, place))
    again, _ = read(after, file)
    if (
        again is None
        or repr(again.plain()) != repr(carry_out(node, place).plain())
        or _lost(body, after, place)
    ):
        message = f"this cannot be rewritten by itself: {_words(place)}"
        return Diagnostic(
            "KB225", message, place.key, help="write it by hand, then run `koban migrate` again"
        )
    return after


def _edits(source: Source, node: Node, place: Place) -> list[Edit]:
    step = place.step
    if isinstance(step, Rename):
        start, end = source.range(place.key)
        quote = source.text[start] if source.text[start] in "\"'" else ""
        return [(start, end, f"{quote}{step.to}{quote}")]
    if isinstance(step, MapValues):
        return [_value_edit(source, place.node, new_value(step, place.node.value))]
    if isinstance(step, Move):
        return moved(source, node, place.path, place.target)
    return removed(source, node, place.path)


def _value_edit(source: Source, node: Node, value: Scalar) -> Edit:
    start, end = source.range(node.span)
    first = source.text[start]
    written = write_scalar(value, first if first in "\"'" else "")
    return (start, end, f"{written}\n") if first in "|>" else (start, end, written)


def write_scalar(value: Scalar, quote: str = "") -> str:
    """A scalar as YAML writes it, in `quote`s if these are given and enough."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        return repr(value)
    plain = PLAIN.fullmatch(value) is not None
    if plain and (quote or resolve(value) == value):
        return f"{quote}{value}{quote}"
    return "'" + value.replace("'", "''") + "'"


def _lost(before: bytes, after: bytes, place: Place) -> bool:
    """Whether a comment is gone that does not stand beside or within what the step takes away."""
    taken = range(place.key.line, place.node.span.end_line + 1) if isinstance(place.step, Remove) else ()
    source = Source.of(before)
    line_of = source.line
    kept = [
        piece.text for piece in pieces_of(source.text) if piece.comment and line_of(piece.start) not in taken
    ]
    left = [piece.text for piece in pieces_of(Source.of(after).text) if piece.comment]
    return any(kept.count(text) > left.count(text) for text in set(kept))


def _words(place: Place) -> str:
    step, name = place.step, place.path[-1]
    if isinstance(step, Rename):
        return f'"{name}" is "{step.to}" now'
    if isinstance(step, Move):
        return f'"{name}" stands at "{".".join(map(str, place.target))}" now'
    if isinstance(step, Remove):
        return f'"{name}" is gone: {step.reason}'
    return f'"{place.node.value}" is "{new_value(step, place.node.value)}" now'
