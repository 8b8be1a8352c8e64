"""Applies the safe fixes of a check to the working tree, file by file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from koban.cli.rewriting import rewrite
from koban.diagnostics.diagnostic import Diagnostic, Fix
from koban.diagnostics.screen import safe
from koban.manifest.edit import Source
from koban.manifest.mending import Bodies, mended
from koban.manifest.reader import MAX_BYTES
from koban.manifest.tree import ChangedMeanwhileError, Tree


def bodies_of(tree: Tree) -> Bodies:
    """Reads the manifests of `tree`; neither a symbolic link, nor what is no YAML, too big to be one or another by now."""

    def body(file: str) -> bytes | None:
        entry = tree.entries().get(file)
        if entry is None or entry.symlink or entry.size > MAX_BYTES or not file.endswith(".yaml"):
            return None
        try:
            return tree.read(file)
        except ChangedMeanwhileError:
            return None

    return body


def apply_fixes(found: Iterable[Diagnostic], tree: Tree, folder: Path) -> list[str]:
    """Apply what can be applied in `folder`, whose state is `tree`, and return a line for each mended place."""
    wanted: dict[str, list[Fix]] = defaultdict(list)
    for each in found:
        if each.fix is not None:
            wanted[each.fix.span.file].append(each.fix)
    told: list[str] = []
    for file, fixes in sorted(wanted.items()):
        body = bodies_of(tree)(file)
        if body is None:
            continue
        changed, applied = mended(body, file, fixes)
        if applied:
            rewrite(folder / file, body, changed)
            source = Source.of(body)
            told += [_line(fix, source) for fix in applied]
    return told


def _line(fix: Fix, source: Source) -> str:
    return safe(f'mended {fix.span}: "{source.shown(fix.span)}" is now "{fix.text}"')
