"""Form definitions of the features that are on, as blobs named by digest."""

from __future__ import annotations

from koban.compile.findings import Findings
from koban.compile.functions import Functions, Instance
from koban.compile.settings import plugin_failed
from koban.manifest.node import Node
from koban.model.bundle import canonical, sha256


def form_blobs(
    functions: Functions, node: Node, findings: Findings
) -> tuple[dict[str, dict[str, str]], dict[str, bytes]]:
    """Instance -> form name -> digest, and digest -> canonical JSON."""
    named: dict[str, dict[str, str]] = {}
    blobs: dict[str, bytes] = {}
    for name, instance in functions.features.items():
        forms = _bodies(instance, node.get("features", name) or node, findings)
        named[name] = {form: sha256(body) for form, body in forms.items()}
        blobs.update({sha256(body): body for body in forms.values()})
    return named, blobs


def _bodies(instance: Instance, node: Node, findings: Findings) -> dict[str, bytes]:
    try:
        forms = instance.given.value.forms(instance.settings.value)
        return {name: canonical(form) for name, form in forms.items()}
    except Exception as error:  # noqa: BLE001 - a plugin's bug must not stop the check of everything else
        findings.diagnostics.append(plugin_failed(instance.given, "forms", error, node))
        return {}
