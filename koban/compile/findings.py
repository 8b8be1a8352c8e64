"""Collects diagnostics about one merged manifest, each at the place in the files that caused it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Fix, Related, Severity, Span
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.slip import mend
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
        fix: Fix | None = None,
    ) -> None:
        """Add an error at `path`."""
        span = self.span(path, key=key)
        self.diagnostics.append(
            Diagnostic(code, message, span, Severity.ERROR, label, help, tuple(related), fix)
        )

    def warning(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        help: str = "",  # noqa: A002 - the diagnostic's own word
        key: bool = False,
        fix: Fix | None = None,
    ) -> None:
        """Add a warning at `path`."""
        span = self.span(path, key=key)
        self.diagnostics.append(Diagnostic(code, message, span, Severity.WARNING, help=help, fix=fix))

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
            fix=mend(self.span(path, key=key), name, names, self._before(path, name)),
        )

    def _before(self, path: Path, name: str) -> str:
        """What stands before a name in its value: `partners.` of `partners.bank`."""
        found = self.node.get(*path)
        written = found.value if found is not None else None
        return written.removesuffix(name) if isinstance(written, str) and written.endswith(name) else ""
