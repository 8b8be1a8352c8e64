"""What `koban migrate` makes of each file: the steps of its version of the language, then those of the plugins that it sets up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.document import unreadable
from koban.manifest.node import Node
from koban.manifest.own import Kind
from koban.manifest.reader import read
from koban.manifest.rewriting import Rewritten, rewrite_steps, set_version
from koban.manifest.steps import below
from koban.manifest.tree import Tree
from koban.manifest.versions import CURRENT, steps_for_texts, steps_since, version_of
from koban.manifest.workspace import Workspace
from koban.model.base import NAME
from koban.model.migration import Step
from koban.plugin.registry import Registry

_KINDS = ("features", "connectors")


class Migration:
    """Rewrites the files of one tree, in memory."""

    def __init__(self, tree: Tree, registry: Registry, workspace: Workspace) -> None:
        """`workspace` is what `tree` holds, merged: it tells what an instance uses where its own file does not."""
        self._tree = tree
        self._registry = registry
        self._workspace = workspace

    def rewritten(self, file: str, kind: Kind) -> Rewritten:
        """The file as it is written now."""
        refused = unreadable(self._tree.entries()[file])
        if refused is not None:
            return Rewritten(b"", problems=[refused])
        body = self._tree.read(file)
        node, problems = read(body, file)
        if node is None:
            return Rewritten(body, problems=problems)
        if kind is Kind.TEXTS:
            return rewrite_steps(body, file, [*self._for_texts(file), *self._for_settings(file, kind, node)])
        version = version_of(node)
        steps = steps_since(version, kind.title()) if version is not None else ()
        done = rewrite_steps(body, file, steps)
        if done.problems:
            return Rewritten(body, problems=done.problems)
        if version is not None:
            done.body = set_version(done.body, file, CURRENT)
            done.told.append(f"{file}: {version} is {CURRENT} now")
        node, _ = read(done.body, file)
        if node is not None:
            more = rewrite_steps(done.body, file, self._for_settings(file, kind, node))
            done = Rewritten(more.body, done.told + more.told, done.problems + more.problems)
        return done

    def _for_texts(self, file: str) -> tuple[Step, ...]:
        manifest = f"{PurePosixPath(file).parent.parent}/community.yaml"
        if manifest not in self._tree.entries() or unreadable(self._tree.entries()[manifest]):
            return ()
        node, _ = read(self._tree.read(manifest), manifest)
        version = version_of(node) if node is not None else None
        return steps_for_texts(version) if version is not None else ()

    def _for_settings(self, file: str, kind: Kind, node: Node) -> Iterator[Step]:
        """The steps of all plugins whose settings stand in the file."""
        top = {Kind.TEXTS: (), Kind.FORCE: ("spec", "defaults")}.get(kind, ("spec",))
        for part in _KINDS:
            entries = node.get(*top, part)
            for name in entries.value if entries is not None and isinstance(entries.value, dict) else ():
                if not re.fullmatch(NAME, name):
                    continue
                prefix = ".".join((*top, part, name, "with"))
                uses = entries.get(name, "uses") if entries is not None else None
                used = uses.value if uses is not None else self._used(file, part, name)
                yield from (below(step, prefix) for step in self._steps(part, str(used)))

    def _steps(self, part: str, used: str) -> tuple[Step, ...]:
        registry = self._registry
        given = registry.features.get(used) if part == "features" else registry.connectors.get(used)
        return tuple(given.value.migrations) if given is not None else ()

    def _used(self, file: str, part: str, name: str) -> str:
        """What an instance uses, by the communities that read the file."""
        for loaded in self._workspace.communities.values():
            beside = file.startswith(f"{loaded.folder}/") or not file.startswith("deployments/")
            if beside or file == f"{loaded.force.folder}/force.yaml":
                uses = loaded.node.get(part, name, "uses") if loaded.node is not None else None
                if uses is not None:
                    return str(uses.value)
        return name


def problems_of(done: Mapping[str, Rewritten]) -> list[Diagnostic]:
    """All that could not be done, in all files."""
    return [problem for each in done.values() for problem in each.problems]
