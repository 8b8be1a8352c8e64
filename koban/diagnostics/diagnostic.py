"""The one shape every problem is reported in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad it is: an error stops a manifest, a warning and an info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A place in a file: lines and columns count from 1, columns in characters, the end is exclusive.

    A tuple, because every scalar of every manifest gets one and tuples are made three times as fast as frozen dataclasses.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that helps to understand a diagnostic, and why."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that mends a diagnostic and cannot do harm: the key or word at `span`, without its quotes, becomes `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `code` is stable (`KBnnn`), `message` is plain, lower case and without a final stop."""

    code: str
    message: str
    span: Span
    severity: Severity = Severity.ERROR
    label: str = ""
    """Short text beside the caret, such as `did you mean "report"?`."""
    help: str = ""
    """What to write instead."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    """What `koban check --fix` would do."""

    def __str__(self) -> str:
        return f"{self.span}: {self.message} [{self.code}]"


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
