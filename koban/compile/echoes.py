"""Takes out what only echoes another mistake: one mistake is told once, where it was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.manifest.layout import is_overlay

_ABOUT_KEYS = frozenset({"KB201", "KB204", "KB205", "KB206", "KB209", "KB230"})


def without_echoes(found: Sequence[Diagnostic], manifest: str) -> list[Diagnostic]:
    """`found`, less what texts in other languages cannot fit to a `manifest` whose own keys are wrong."""
    wrong = any(
        one.span.file == manifest and one.severity is Severity.ERROR and one.code in _ABOUT_KEYS
        for one in found
    )
    return [one for one in found if not (wrong and one.code == "KB310" and is_overlay(one.span.file))]


def told_languages(found: Sequence[Diagnostic], manifest: str) -> set[str]:
    """Languages, in small letters, whose file of texts something is said about: that some are missing follows from it."""
    return {PurePosixPath(one.span.file).stem.lower() for one in found if one.span.file != manifest}
