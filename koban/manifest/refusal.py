"""What libyaml and the reader refuse, in plain words. Reads nothing."""

from __future__ import annotations

import yaml

from koban.diagnostics.diagnostic import Diagnostic, Span

_WORDS = (
    (
        "mapping values are not allowed",
        'there is a second ": " in this line, or the line is indented too far',
        'put the text in quotes ("…"), or give the line the same indentation as its neighbours',
    ),
    (
        "could not find expected ':'",
        'this line is no "key: value"',
        'write "key: value", or put a text that runs over several lines in quotes',
    ),
    (
        "did not find expected ',' or '}'",
        'the "{" before this is not closed, or a comma is missing',
        'close it with "}" and put commas between the entries',
    ),
    (
        "did not find expected ',' or ']'",
        'the "[" before this is not closed, or a comma is missing',
        'close it with "]" and put commas between the entries',
    ),
    (
        "block sequence entries are not allowed",
        'a list entry ("- …") cannot stand here',
        'put it on a line of its own below "key:"',
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        'begin it with "- ", or give it the indentation of the keys above the list',
    ),
    (
        "did not find expected key",
        "this does not fit the lines above it",
        "check the indentation and the quotes of this line and of the line above",
    ),
    (
        "found unexpected end of stream",
        "a quote is opened here and never closed",
        "close it with the same quote",
    ),
    (
        "found unexpected document indicator",
        "a quote is opened here and never closed",
        "close it with the same quote",
    ),
    (
        "unknown escape character",
        "a backslash in double quotes has a meaning of its own",
        "use single quotes ('…'), or write \\\\",
    ),
)


def not_yaml(error: yaml.MarkedYAMLError, file: str, lines: list[str]) -> Diagnostic:
    """The diagnostic for a text that libyaml cannot parse."""
    problem = str(error.problem or "")
    mark = error.problem_mark
    if "unexpected end of stream" in problem or "unexpected document indicator" in problem:
        mark = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    character = lines[line][column : column + 1] if line < len(lines) else ""
    span = Span(file, line + 1, column + 1, line + 1, column + 2)
    if "cannot start any token" in problem or character == "\t":
        return _bad_start(character, span)
    for known, message, cure in _WORDS:
        if known in problem:
            return Diagnostic("KB101", message, span, help=cure)
    return Diagnostic(
        "KB101", f"this is not YAML: {problem}", span, help="put texts with special signs in quotes"
    )


def tab(span: Span) -> Diagnostic:
    """The diagnostic for a tab where YAML wants spaces."""
    return Diagnostic("KB104", "a tab stands where YAML wants spaces", span, help="replace it with spaces")


def _bad_start(character: str, span: Span) -> Diagnostic:
    if character == "\t":
        return tab(span)
    return Diagnostic(
        "KB101", f'a text cannot begin with "{character}"', span, help='put the text in quotes ("…")'
    )
