"""Diagnostics as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from koban.diagnostics.codes.catalogue import CATALOGUE
from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.diagnostics.render import in_order
from koban.diagnostics.report import cure_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "WORKSPACE"


def as_sarif(diagnostics: Iterable[Diagnostic], version: str) -> dict[str, Any]:
    """One run of KOBAN `version`, with a rule for each code that was found. The same diagnostics give the same document."""
    ordered = in_order(diagnostics)
    codes = sorted({each.code for each in ordered})
    driver = {"name": "koban", "semanticVersion": version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder with koban.yaml"}}},
        "results": [_result(each, codes.index(each.code)) for each in ordered],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    known = CATALOGUE.get(code)
    title, explanation = (known.title, known.explanation) if known else (code, code)
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": explanation},
        "help": {"text": f"{explanation} `koban explain {code}` tells more."},
    }


def _result(found: Diagnostic, rule: int) -> dict[str, Any]:
    cure = cure_of(found)
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVEL[found.severity],
        "message": {"text": f"{found.message} ({cure})" if cure else found.message},
        "locations": [{"physicalLocation": _place(found.span)}],
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(each.span), "message": {"text": each.message}}
            for number, each in enumerate(found.related, start=1)
        ]
    if found.fix is not None:
        replacement = {"deletedRegion": _region(found.fix.span), "insertedContent": {"text": found.fix.text}}
        change = {"artifactLocation": _file(found.fix.span), "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": cure or found.message}, "artifactChanges": [change]}]
    return result


def _place(span: Span) -> dict[str, Any]:
    return {"artifactLocation": _file(span), "region": _region(span)}


def _file(span: Span) -> dict[str, Any]:
    if PurePath(span.file).is_absolute():  # a plugin's own file
        return {"uri": f"file://{quote(span.file)}"}
    return {"uri": quote(span.file), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
