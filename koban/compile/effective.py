"""The effective manifest: everything that holds for a community once defaults and parents are in, laid out as people write it."""

from __future__ import annotations

from typing import Any

from koban.compile.functions import Functions, Instance
from koban.model.community import CommunitySpec

_KINDS = ("features", "connectors")


def document_of(spec: CommunitySpec, functions: Functions) -> dict[str, Any]:
    """`spec` as a manifest writes it, with the checked settings of all that is on; what is off says no more than that."""
    document = spec.model_dump(mode="json")
    for kind, instances in zip(_KINDS, (functions.features, functions.connectors), strict=True):
        document[kind] = {name: _use(use, instances.get(name)) for name, use in document[kind].items()}
    return document


def _use(use: dict[str, Any], instance: Instance | None) -> dict[str, Any]:
    return {**use, "uses": instance.uses, "with": instance.settings.data} if instance else {"enabled": False}
