"""Diagnostics as a code quality report, which GitLab shows beside the lines of a merge request."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.diagnostics.render import in_order
from koban.diagnostics.report import cure_of

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_gitlab(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """One entry a diagnostic. Its fingerprint stays the same when lines above it come or go."""
    seen: Counter[str] = Counter()
    report = []
    for found in in_order(diagnostics):
        same = f"{found.code}\0{found.span.file}\0{found.message}"
        seen[same] += 1
        report.append(_entry(found, f"{same}\0{seen[same]}"))
    return report


def _entry(found: Diagnostic, identity: str) -> dict[str, Any]:
    cure = cure_of(found)
    return {
        "description": f"{found.message} ({cure})" if cure else found.message,
        "check_name": found.code,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": _SEVERITY[found.severity],
        "location": {"path": found.span.file, "lines": {"begin": found.span.line}},
    }
