"""Offers an edit for a name that is misspelt, where there is one name only that can have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from koban.diagnostics.diagnostic import Fix, Span
from koban.manifest.scalar import resolve
from koban.manifest.shape import choices_at, fields_at
from koban.manifest.suggestion import certain

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*")
_REFERENCE = "unknown_reference"


def mend(span: Span, word: object, known: Iterable[str], prefix: str = "") -> Fix | None:
    """The edit that makes `prefix` and `word`, which stand at `span`, name the only one of `known` that is near."""
    name = certain(word, known) if isinstance(word, str) else None
    return replacing(span, f"{prefix}{word}", f"{prefix}{name}") if name is not None else None


def replacing(span: Span, written: str, text: str) -> Fix | None:
    """The edit from `written` to `text`; None where what stands at `span` is not `written` letter by letter.

    A word that is as long in the file as in its value, but for its two quotes, holds no escapes and is not folded.
    """
    if span.line != span.end_line or not PLAIN.fullmatch(text) or resolve(text) != text:
        return None
    quotes = span.end_column - span.column - len(written)
    if quotes not in {0, 2}:
        return None
    inner = quotes // 2
    return Fix(span._replace(column=span.column + inner, end_column=span.end_column - inner), text)


def mend_error(model: type[BaseModel], detail: ErrorDetails, span: Span) -> Fix | None:
    """The edit for an unknown field, word or name that pydantic refused at `span`."""
    loc, kind, word = detail["loc"], detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return mend(span, loc[-1], fields_at(model, loc[:-1]))
    if loc and loc[-1] == "[key]":
        word = loc[-2]
    return mend(span, word, _possible(model, loc, kind, detail.get("ctx", {})))


def _possible(
    model: type[BaseModel], loc: Sequence[str | int], kind: str, context: dict[str, Any]
) -> list[str]:
    if kind == _REFERENCE:
        return list(context["known"])
    return choices_at(model, loc) if kind in {"literal_error", "enum"} else []
