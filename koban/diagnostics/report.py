"""Diagnostics for machines: JSON, and the commands that GitHub turns into notes beside a change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from koban.diagnostics.diagnostic import Diagnostic, Fix, Severity
from koban.diagnostics.render import in_order

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_data(diagnostics: Iterable[Diagnostic], files: int) -> dict[str, Any]:
    """The JSON form; `files` is how many manifests were looked at."""
    ordered = in_order(diagnostics)
    return {
        "diagnostics": [_entry(each) for each in ordered],
        "summary": {
            "errors": sum(each.severity is Severity.ERROR for each in ordered),
            "warnings": sum(each.severity is Severity.WARNING for each in ordered),
            "files": files,
        },
    }


def _entry(found: Diagnostic) -> dict[str, Any]:
    span = found.span
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "help": cure_of(found),
        "fix": _edit(found.fix) if found.fix is not None else None,
        "related": [
            {
                "file": related.span.file,
                "line": related.span.line,
                "column": related.span.column,
                "message": related.message,
            }
            for related in found.related
        ],
    }


def _edit(fix: Fix) -> dict[str, Any]:
    span = fix.span
    return {
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "text": fix.text,
    }


def cure_of(found: Diagnostic) -> str:
    """What to write instead, in one text."""
    return "; ".join(part for part in (found.label, found.help) if part)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a line."""
    return "".join(f"{_command(each)}\n" for each in in_order(diagnostics))


def _command(found: Diagnostic) -> str:
    span = found.span
    properties = {
        "file": span.file,
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "title": found.code,
    }
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    cure = cure_of(found)
    words = f"{found.message} ({cure})" if cure else found.message
    return f"::{_GITHUB[found.severity]} {told}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
