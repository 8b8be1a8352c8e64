"""The capabilities and research of a whole workspace: the modules', and what forces and communities add or retire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koban.capability.accounts.framework import Framework
from koban.capability.accounts.voice import Voice
from koban.cli.context import Context
from koban.compile.findings import Findings
from koban.compile.framework import Knowledge, knowledge_of
from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node
from koban.manifest.tree import WORKSPACE_FILE, WorkingTree
from koban.manifest.workspace import Workspace, load_workspace
from koban.plugin.registry import Registry

_MODULES = "en"
"""The language in which modules say everything."""
_NOTHING = Node({}, Span(""))


def find_workspace(context: Context, registry: Registry) -> Workspace | None:
    """The workspace that the command stands in, or None outside of one."""
    if not (context.folder / WORKSPACE_FILE).is_file():
        return None
    return load_workspace(WorkingTree(context.folder), parents=registry.parents)


def voice_of(workspace: Workspace | None, language: str | None) -> Voice:
    """The wanted language, else that of the force if there is only one, else English."""
    spoken = (
        {force.spec.language for force in workspace.forces.values() if force.spec} if workspace else set()
    )
    return Voice(language or (spoken.pop() if len(spoken) == 1 else _MODULES), _MODULES)


def find_framework(registry: Registry, workspace: Workspace | None) -> Framework:
    """Everything by name. Where several say what one name means, modules come first, then forces, then communities."""
    capabilities = {name: one.value for name, one in registry.capabilities.items()}
    framework = Framework(
        capabilities=capabilities,
        evidence={name: one.value for name, one in registry.evidence.items()},
        measures={name: one.value for name, one in registry.measures.items()},
        origins={name: one.plugin for name, one in registry.capabilities.items()},
        retired={},
    )
    for name, force in sorted(workspace.forces.items()) if workspace else ():
        language = force.spec.language if force.spec else "en"
        known = knowledge_of(registry, force.node, language, _NOTHING, language, Findings(_NOTHING))
        framework = _with(framework, known, f"force {name}")
    for name, loaded in sorted(workspace.communities.items()) if workspace else ():
        if loaded.node is not None and loaded.node.get("framework") is not None:
            known = knowledge_of(
                registry,
                loaded.force.node,
                loaded.force.spec.language if loaded.force.spec else "en",
                loaded.node,
                loaded.language,
                Findings(loaded.node),
            )
            framework = _with(framework, known, f"community {name}")
    return framework


def _with(framework: Framework, known: Knowledge, by: str) -> Framework:
    retired = {name: list(said) for name, said in framework.retired.items()}
    for name, reason in known.retired.items():
        # What a force retires is told once, not again for each of its communities.
        if all(reason != earlier for _, earlier in retired.get(name, ())):
            retired.setdefault(name, []).append((by, reason))
    added = {name: by for name in known.capabilities if name not in framework.capabilities}
    return Framework(
        capabilities=_under(framework.capabilities, known.capabilities),
        evidence=_under(framework.evidence, known.evidence),
        measures=_under(framework.measures, known.measures),
        origins={**framework.origins, **added},
        retired=retired,
    )


def _under(first: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted({**then, **first}.items()))
