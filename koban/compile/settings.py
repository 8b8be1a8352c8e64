"""Checks the settings (`with:`) of features and connectors against what their plugins declare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaError
from pydantic import ValidationError

from koban.compile.findings import Findings
from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.slip import mend
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.validation import explain_errors
from koban.model.base import Surroundings
from koban.plugin.declare import Contribution, Finding
from koban.plugin.registry import Contributed

_MAX_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked settings of one instance."""

    value: Any
    """What the plugin's `Config` made of them, or the plain value if it is a JSON Schema."""
    data: dict[str, Any]
    """The same in JSON form."""


def check_settings(
    given: Contributed[Any], node: Node, around: Surroundings, findings: Findings
) -> Settings | None:
    """The settings in `node`, or None and findings."""
    contribution: Contribution = given.value
    settings = _parse(contribution, node, around, findings)
    if settings is None:
        return None
    wrong = list(_own_findings(given, settings, node, findings))
    for finding in wrong:
        span = locate(node, finding.path, "")
        findings.diagnostics.append(
            Diagnostic("KB230", finding.message, span, Severity.ERROR, help=finding.help)
        )
    return None if wrong else settings


def _parse(
    contribution: Contribution, node: Node, around: Surroundings, findings: Findings
) -> Settings | None:
    model = contribution.Config
    if isinstance(model, Mapping):
        return _parse_by_schema(model, node, findings)
    try:
        value = model.model_validate(node.plain(), context=around)
    except ValidationError as error:
        findings.diagnostics += explain_errors(model, node, error, "with")
        return None
    return Settings(value, value.model_dump(mode="json"))


def _own_findings(
    given: Contributed[Any], settings: Settings, node: Node, findings: Findings
) -> Iterable[Finding]:
    try:
        return list(given.value.check(settings.value))[:_MAX_FINDINGS]
    except Exception as error:  # noqa: BLE001 - a plugin's bug must not stop the check of everything else
        findings.diagnostics.append(plugin_failed(given, "check", error, node))
        return ()


def plugin_failed(given: Contributed[Any], step: str, error: Exception, node: Node) -> Diagnostic:
    """The diagnostic for a plugin that raised while it looked at settings."""
    message = (
        f"{given.plugin} {given.version} failed in {given.value.name}.{step}: {type(error).__name__}: {error}"
    )
    return Diagnostic(
        "KB901", message, locate(node, (), ""), help="this is a mistake in the plugin; tell its makers"
    )


def _parse_by_schema(schema: Mapping[str, Any], node: Node, findings: Findings) -> Settings | None:
    value = node.plain()
    errors = sorted(
        Draft202012Validator(schema).iter_errors(value), key=lambda error: list(map(str, error.absolute_path))
    )
    for error in errors[:_MAX_FINDINGS]:
        findings.diagnostics += _explain(error, node)
    return None if errors else Settings(value, value)


def _explain(error: SchemaError, node: Node) -> list[Diagnostic]:
    path = list(error.absolute_path)
    if error.validator == "additionalProperties":
        return _unknown_fields(error, path, node)
    if error.validator == "required":
        missing = [name for name in _names(error.validator_value) if name not in _names(error.instance)]
        return [
            Diagnostic("KB205", f'"{name}" is missing', locate(node, [*path, name], "missing"))
            for name in missing[:1]
        ]
    return [Diagnostic("KB210", error.message[:300], locate(node, path, ""))]


def _unknown_fields(error: SchemaError, path: list[str | int], node: Node) -> list[Diagnostic]:
    known = _names(error.schema.get("properties", {})) if isinstance(error.schema, Mapping) else []
    help_ = f"its fields: {listed(known)}" if known else "it has no fields: leave it out"
    return [
        Diagnostic(
            "KB204",
            f'there is no field "{key}"',
            locate(node, [*path, key], "extra_forbidden"),
            label=did_you_mean(key, known),
            help=help_,
            fix=mend(locate(node, [*path, key], "extra_forbidden"), key, known),
        )
        for key in _names(error.instance)
        if key not in known
    ]


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, Mapping | list) else []
