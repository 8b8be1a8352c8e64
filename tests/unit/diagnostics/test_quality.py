"""The report that GitLab shows beside the lines of a merge request."""

from __future__ import annotations

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.diagnostics.quality import as_gitlab


def found(line, severity=Severity.ERROR):
    return Diagnostic(
        "KB301", 'no feature "x"', Span("a.yaml", line, 3, line, 4), severity, label="did you mean y?"
    )


def test_the_shape():
    (entry,) = as_gitlab([found(7)])
    assert entry.pop("fingerprint").isalnum()
    assert entry == {
        "description": 'no feature "x" (did you mean y?)',
        "check_name": "KB301",
        "severity": "critical",
        "location": {"path": "a.yaml", "lines": {"begin": 7}},
    }
    assert [as_gitlab([found(1, each)])[0]["severity"] for each in Severity] == ["critical", "minor", "info"]


def test_a_fingerprint_outlives_lines_above_and_tells_twins_apart():
    one, two = (entry["fingerprint"] for entry in as_gitlab([found(7), found(9)]))
    assert one != two
    assert as_gitlab([found(8)])[0]["fingerprint"] == one
