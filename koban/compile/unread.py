"""Finds YAML files in a community's folder that nothing reads, which people think is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.community import LoadedCommunity
from koban.manifest.layout import COMMUNITY_FILE, is_overlay

_SUFFIXES = frozenset({".yaml", ".yml"})
_NOT_CLOSER = "only the manifest, the files that it names and texts/<language>.yaml are read"


def unread_files(
    loaded: LoadedCommunity, named: Collection[str], languages: Collection[str]
) -> Iterator[Diagnostic]:
    """A warning for each file that is neither the manifest, nor texts of a language, nor in `named`."""
    read = {f"{loaded.folder}/{name}" for name in (COMMUNITY_FILE, *named)}
    for path in sorted(loaded.files):
        file = PurePosixPath(path)
        if file.suffix.lower() not in _SUFFIXES or path in read or is_overlay(path):
            continue
        tag = next((tag for tag in languages if tag.lower() == file.stem.lower()), None)
        wanted = f"texts/{tag}.yaml"
        cure = f"the texts in {tag} are read from {wanted}: rename it" if tag else _NOT_CLOSER
        if tag and f"{loaded.folder}/{wanted}" in loaded.files:
            cure = f"the texts in {tag} are read from {wanted}: delete one of the two"
        yield Diagnostic("KB243", "nothing reads this file", Span(path), Severity.WARNING, help=cure)
