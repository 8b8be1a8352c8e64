"""SARIF has the parts that its readers need, in one order, and names what was found."""

from __future__ import annotations

import json
from typing import Any

from koban.diagnostics.codes.catalogue import CATALOGUE
from koban.diagnostics.diagnostic import Diagnostic, Fix, Related, Severity, Span
from koban.diagnostics.sarif import as_sarif

ERROR = Diagnostic(
    "KB301", "no feature", Span("a b/ü.yaml", 3, 5, 3, 11), label='did you mean "report"?', help="see the list",
    related=(Related(Span("b.yaml", 2, 1, 2, 4), "named here"),), fix=Fix(Span("a b/ü.yaml", 3, 6, 3, 10), "report"),
)  # fmt: skip
WARNING = Diagnostic("KB338", "not complete", Span("a.yaml", 1, 2, 1, 3), Severity.WARNING)
INFO = Diagnostic("KB301", "well", Span("/opt/plugin.py", 7, 1, 7, 1), Severity.INFO)


def _run(*found: Diagnostic) -> dict[str, Any]:
    (run,) = as_sarif(found, "1.2.3")["runs"]
    return run


def test_the_document_says_what_it_is() -> None:
    document = as_sarif([], "1.2.3")
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert document["runs"][0]["results"] == []
    assert document["runs"][0]["tool"]["driver"] == {"name": "koban", "semanticVersion": "1.2.3", "rules": []}


def test_each_code_is_a_rule_in_words() -> None:
    run = _run(ERROR, WARNING, INFO)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["KB301", "KB338"]
    assert rules[0]["shortDescription"]["text"] == CATALOGUE["KB301"].title
    assert rules[0]["fullDescription"]["text"] == CATALOGUE["KB301"].explanation
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_result_has_its_place_its_cure_and_its_edit() -> None:
    (result,) = _run(ERROR)["results"]
    where = {"uri": "a%20b/%C3%BC.yaml", "uriBaseId": "WORKSPACE"}
    assert result == {
        "ruleId": "KB301",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": 'no feature (did you mean "report"?; see the list)'},
        "locations": [{"physicalLocation": {
            "artifactLocation": where,
            "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 11},
        }}],
        "relatedLocations": [{
            "id": 1,
            "message": {"text": "named here"},
            "physicalLocation": {
                "artifactLocation": {"uri": "b.yaml", "uriBaseId": "WORKSPACE"},
                "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4},
            },
        }],
        "fixes": [{
            "description": {"text": 'did you mean "report"?; see the list'},
            "artifactChanges": [{
                "artifactLocation": where,
                "replacements": [{
                    "deletedRegion": {"startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 10},
                    "insertedContent": {"text": "report"},
                }],
            }],
        }],
    }  # fmt: skip


def test_levels_and_files_outside() -> None:
    first, second = _run(WARNING, INFO)["results"]
    assert (first["level"], second["level"]) == ("note", "warning")
    assert first["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///opt/plugin.py"}


def test_it_is_the_same_every_time() -> None:
    one, other = as_sarif([ERROR, WARNING, INFO], "1"), as_sarif([INFO, ERROR, WARNING, ERROR], "1")
    assert json.dumps(one) == json.dumps(other)
