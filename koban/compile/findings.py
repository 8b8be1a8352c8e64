"""Collects diagnostics about one merged manifest, each at the place in the files that caused it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Related, Severity, Span
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.suggestion import did_you_mean, listed

Path = Sequence[str | int]


@dataclass(slots=True)
class Findings:
    """Diagnostics about `node`, in the order in which they were found."""

    node: Node
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Where `path` stands: its value, or its key."""
        return locate(self.node, path, "extra_forbidden" if key else "")

    def error(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        help: str = "",  # noqa: A002 - the diagnostic's own word
        label: str = "",
        key: bool = False,
        related: Iterable[Related] = (),
    ) -> None:
        """Add an error at `path`."""
        span = self.span(path, key=key)
        self.diagnostics.append(Diagnostic(code, message, span, Severity.ERROR, label, help, tuple(related)))

    def warning(self, code: str, path: Path, message: str, *, help: str = "", key: bool = False) -> None:  # noqa: A002
        """Add a warning at `path`."""
        span = self.span(path, key=key)
        self.diagnostics.append(Diagnostic(code, message, span, Severity.WARNING, help=help))

    def unknown(
        self,
        code: str,
        path: Path,
        kind: str,
        name: str,
        known: Iterable[str],
        *,
        key: bool = False,
        source: str = "",
    ) -> None:
        """Add an error for a name that is not among `known`, with the name that was probably meant."""
        names = list(known)
        cure = source or (f"known here: {listed(names)}" if names else f"there is no {kind} here yet")
        self.error(
            code,
            path,
            f'there is no {kind} called "{name}"',
            label=did_you_mean(name, names),
            help=cure,
            key=key,
        )
