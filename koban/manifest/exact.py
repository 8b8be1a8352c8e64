"""Refuses what pydantic would bend into shape: `panel: "no"` is a text and no switch, 20260101 is a number and no date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.walk import Found, FoundScalar
from koban.manifest.wording import kind_of, path_of

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_exact(found: Iterable[Found], document: Node) -> Iterator[Diagnostic]:
    """Each scalar stands in `document` as the kind of value that its field wants."""
    for scalar in found:
        if not isinstance(scalar, FoundScalar):
            continue
        node = document.get(*scalar.path)
        if node is None or _fits(node.value, scalar.value):
            continue
        wanted, cure = _wanted(scalar.value)
        if isinstance(node.value, bool):
            cure = f"write {wanted}"
        message = f"{path_of(scalar.path)} must be {wanted}, not {kind_of(node.value)}"
        yield Diagnostic("KB201", message, locate(document, scalar.path, ""), help=cure)


def _fits(written: object, value: bool | float | date) -> bool:
    if isinstance(value, bool):
        return isinstance(written, bool)
    if isinstance(value, date):
        return isinstance(written, str) and _DATE.fullmatch(written) is not None
    return isinstance(written, int | float) and not isinstance(written, bool)


def _wanted(value: bool | float | date) -> tuple[str, str]:
    if isinstance(value, bool):
        return "`true` or `false`", f"write `{'true' if value else 'false'}`"
    if isinstance(value, date):
        return "a date", "write year, month and day: 2027-12-31"
    return "a number", f"write `{value:g}` without quotes"
