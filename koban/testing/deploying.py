"""A deployment as a policy sees it, compiled from a spec. Serves nothing."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from koban.compile.compiler import compile_community
from koban.compile.policies import deployment_of
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry
from koban.plugin.policy import Deployment
from koban.testing.manifests import write_manifests

_NAME = "testville"


@dataclass(frozen=True, slots=True)
class MakeDeployment:
    """Makes deployments: call it with a `spec`."""

    folder: Path

    def __call__(
        self,
        spec: Mapping[str, Any],
        *,
        force: Mapping[str, Any] | None = None,
        files: Mapping[str, bytes] | None = None,
        before: Deployment | None = None,
        extra: tuple[object, ...] = (),
    ) -> Deployment:
        """What `spec` compiles to, with `before` applied now. Raises AssertionError with the diagnostics of a bad one."""
        registry = load_registry(extra)
        tree = write_manifests(
            self.folder / f"manifests-{secrets.token_hex(4)}", _NAME, spec, force or {}, files or {}
        )
        diagnostics, compiled = compile_community(
            load_workspace(tree, parents=registry.parents).communities[_NAME], registry, tree
        )
        if compiled is None:
            raise AssertionError("\n".join(map(str, diagnostics)))
        return replace(deployment_of(compiled.bundle, registry), before=before)
