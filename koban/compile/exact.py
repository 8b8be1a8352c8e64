"""Refuses what pydantic would bend into shape: `panel: "no"` is a text and no switch, 20260101 is a number and no date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from koban.compile.findings import Findings
from koban.compile.walk import FoundScalar
from koban.manifest.wording import kind_of, path_of


def check_exact(scalars: Iterable[FoundScalar], findings: Findings) -> None:
    """Each scalar stands in the manifest as the kind of value that its field wants."""
    for scalar in scalars:
        node = findings.node.get(*scalar.path)
        if node is None or _fits(node.value, scalar.value):
            continue
        wanted, cure = _wanted(scalar.value)
        message = f"{path_of(scalar.path)} must be {wanted}, not {kind_of(node.value)}"
        findings.error("KB201", scalar.path, message, help=cure)


def _fits(written: object, value: bool | float | date) -> bool:
    if isinstance(value, bool):
        return isinstance(written, bool)
    if isinstance(value, date):
        return isinstance(written, str)
    return isinstance(written, int | float) and not isinstance(written, bool)


def _wanted(value: bool | float | date) -> tuple[str, str]:
    if isinstance(value, bool):
        return "`true` or `false`", f"write `{'true' if value else 'false'}`"
    if isinstance(value, date):
        return "a date", "write year, month and day: 2027-12-31"
    return "a number", f"write `{value:g}` without quotes"
