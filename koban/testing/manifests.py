"""The manifests of one community and its force, from what a test says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from koban.manifest.tree import WorkingTree
from koban.testing.workspace import KOBAN_YAML

FORCE: dict[str, Any] = {
    "title": "Test force",
    "language": "en",
    "timeZone": "Europe/Lisbon",
    "country": "PT",
    "emergency": {"call": "112", "text": "In danger? Call 112."},
    "roles": {"officer": ["local:officers"], "unit-lead": ["local:leads"]},
    "purposes": {
        "response": {"title": "Answering", "law": "gdpr", "retention": "180d", "readers": ["officer"]},
        "question": {
            "title": "Answering questions",
            "law": "gdpr",
            "retention": "90d",
            "readers": ["officer"],
        },
        "participation": {
            "title": "Deciding together",
            "law": "gdpr",
            "retention": "365d",
            "readers": ["officer"],
        },
    },
    "controllers": {"police": {"name": "Test force", "contact": "office@force.example"}},
}
"""The `spec` of the force that communities in tests belong to."""
SPEC: dict[str, Any] = {
    "title": "Testville",
    "languages": ["en"],
    "unit": {"name": "Testville unit", "posts": 2, "phone": "+000 000", "staffedHours": "Mo-Fr 08:00-16:00"},
}
"""What a community's `spec` has where a test says nothing else."""


def write_manifests(
    folder: Path, name: str, spec: Mapping[str, Any], force: Mapping[str, Any], files: Mapping[str, bytes]
) -> WorkingTree:
    """A workspace in `folder` with the community `name`: `spec` over `SPEC`, of a force with `force` over `FORCE`."""
    base = f"deployments/test-force/{name}"
    written = {
        "koban.yaml": KOBAN_YAML.encode(),
        "deployments/test-force/force.yaml": _manifest("Force", "test-force", {**FORCE, **force}),
        f"{base}/community.yaml": _manifest("Community", name, {**SPEC, **spec}),
        **{f"{base}/{path}": body for path, body in files.items()},
    }
    for path, body in written.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return WorkingTree(folder)


def _manifest(kind: str, name: str, spec: Mapping[str, Any]) -> bytes:
    """JSON is YAML too."""
    said = {"apiVersion": "koban/v1", "kind": kind, "metadata": {"name": name}, "spec": spec}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
