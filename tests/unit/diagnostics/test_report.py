"""JSON has exactly the agreed keys; GitHub's commands are escaped."""

from koban.diagnostics.diagnostic import Diagnostic, Fix, Related, Severity, Span
from koban.diagnostics.report import as_data, as_github

ERROR = Diagnostic(
    "KB301", "no feature", Span("a.yaml", 3, 5, 3, 11), label='did you mean "report"?', help="see the list",
    related=(Related(Span("b.yaml", 2, 1, 2, 4), "named here"),), fix=Fix(Span("a.yaml", 3, 6, 3, 10), "report"),
)  # fmt: skip
WARNING = Diagnostic("KB338", "not complete", Span("a.yaml", 1, 2, 1, 3), Severity.WARNING)


def test_json_has_the_agreed_shape() -> None:
    assert as_data([ERROR, WARNING, ERROR], files=7) == {
        "diagnostics": [
            {
                "code": "KB338", "severity": "warning", "message": "not complete", "file": "a.yaml",
                "line": 1, "column": 2, "endLine": 1, "endColumn": 3, "help": "",
                "fix": None, "related": [],
            },
            {
                "code": "KB301", "severity": "error", "message": "no feature", "file": "a.yaml",
                "line": 3, "column": 5, "endLine": 3, "endColumn": 11, "help": 'did you mean "report"?; see the list',
                "fix": {"line": 3, "column": 6, "endLine": 3, "endColumn": 10, "text": "report"},
                "related": [{"file": "b.yaml", "line": 2, "column": 1, "message": "named here"}],
            },
        ],
        "summary": {"errors": 1, "warnings": 1, "files": 7},
    }  # fmt: skip


def test_github_gets_one_command_a_line() -> None:
    first, second = as_github([ERROR, WARNING]).splitlines()
    assert first == "::warning file=a.yaml,line=1,col=2,endLine=1,endColumn=3,title=KB338::not complete"
    assert second.startswith(
        "::error file=a.yaml,line=3,col=5,endLine=3,endColumn=11,title=KB301::no feature ("
    )


def test_github_commands_cannot_be_broken_out_of() -> None:
    found = Diagnostic("KB204", "100%\n::error::x\r", Span("a,b:c%.yaml", 1, 1, 1, 2))
    assert as_github([found]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,endLine=1,endColumn=2,title=KB204::100%25%0A::error::x%0D\n"
    )
