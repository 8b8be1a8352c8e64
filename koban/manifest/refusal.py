"""What libyaml and the reader refuse, in plain words and at the line that people got wrong. Reads nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.signs import odd_space

_QUOTES = 'put the text in quotes ("…")'
_NO_PAIR = 'this line is no "key: value"'
_WORDS = (
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
        "unknown escape character",
        "a backslash in double quotes has a meaning of its own",
        "use single quotes ('…'), or write \\\\",
    ),
    (
        "expected hexdecimal number",
        "a backslash in double quotes has a meaning of its own",
        "use single quotes ('…'), or write \\\\",
    ),
)
_STARTS = ("an alias", "an anchor", "a block scalar", "a directive", "a tag")
"""What libyaml was reading when a text began with a sign that means something to it."""
_COMMENT_IN_FLOW = re.compile(r"[:,\[{]\s+(#\S)")
_PAIR = re.compile(r":(?:\s|$)")
_NO_SPACE = re.compile(r"\s*(?:- )?[\w-]+:\S")
_LIST_OR_MAP = re.compile(r":\s+([\[{]).*[\]}]$")
_LOOKED_BACK = 5


class _Fault(NamedTuple):
    line: int
    column: int
    message: str
    cure: str


def not_yaml(error: yaml.MarkedYAMLError, file: str, lines: list[str], quote: Span | None) -> Diagnostic:
    """The diagnostic for a text that libyaml cannot parse; `quote` begins a text that swallowed other lines."""
    problem = str(error.problem or "")
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    around = [*_before(lines, line), line]
    odd = next((place for at in around if (place := odd_space(lines, at, file)) is not None), None)
    if odd is not None:
        return special_space(odd)
    if quote is not None:
        return open_quote(quote)
    character = lines[line][column : column + 1] if line < len(lines) else ""
    if character == "\t":
        return tab(_span(file, line, column))
    fault = _fault(error, problem, lines, line, column)
    return Diagnostic("KB101", fault.message, _span(file, fault.line, fault.column), help=fault.cure)


def tab(span: Span) -> Diagnostic:
    """The diagnostic for a tab where YAML wants spaces."""
    return Diagnostic("KB104", "a tab stands where YAML wants spaces", span, help="replace it with spaces")


def special_space(span: Span) -> Diagnostic:
    """The diagnostic for a sign that only looks like a space."""
    message = "this is no ordinary space; it often comes along when text is pasted"
    return Diagnostic("KB115", message, span, help="replace it with an ordinary space, or delete it")


def open_quote(span: Span) -> Diagnostic:
    """The diagnostic for a quote that takes in the lines behind it."""
    cure = 'close it with the same quote; a text that begins with \' stands in double quotes: "…"'
    return Diagnostic("KB101", "a quote is opened here and not closed in this line", span, help=cure)


def conflict(span: Span) -> Diagnostic:
    """The diagnostic for what Git leaves in a file that two people changed."""
    message = "the file holds both versions of a merge conflict"
    cure = "keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return Diagnostic("KB119", message, span, help=cure)


def _span(file: str, line: int, column: int) -> Span:
    return Span(file, line + 1, column + 1, line + 1, column + 2)


def _before(lines: list[str], line: int) -> list[int]:
    """The last lines before `line` that say something, nearest first."""
    told = (at for at in range(min(line, len(lines)) - 1, -1, -1) if lines[at].strip())
    return [at for at, _ in zip(told, range(_LOOKED_BACK), strict=False)]


def _fault(error: yaml.MarkedYAMLError, problem: str, lines: list[str], line: int, column: int) -> _Fault:
    begun = error.context_mark
    at = (begun.line, begun.column) if begun is not None else (line, column)
    if "unexpected end of stream" in problem or "unexpected document indicator" in problem:
        quote = open_quote(Span(""))
        return _Fault(*at, quote.message, quote.help)
    if any(what in str(error.context or "") for what in _STARTS) and at[0] < len(lines):
        return _bad_start(lines, *at)
    if any(sign in problem for sign in ("cannot start any token", "mapping keys are not allowed")):
        return _bad_start(lines, line, column)
    if "mapping values are not allowed" in problem:
        return _second_colon(lines, line, column)
    if "could not find expected ':'" in problem:
        return _no_pair(lines, *at)
    if "did not find expected key" in problem:
        return _no_key(lines, line, column)
    comment = _comment_in_flow(lines, line) if "did not find expected" in problem else None
    if comment is not None:
        return comment
    if "expected node content" in problem and line < len(lines) and lines[line][column : column + 1] != "":
        return _bad_start(lines, line, column)
    for known, message, cure in _WORDS:
        if known in problem:
            crossed = "not closed" in message and at[0] < line
            return _Fault(
                *(at if crossed else (line, column)),
                message.replace("before this ", "" if crossed else "before this "),
                cure,
            )
    return _Fault(line, column, f"this is not YAML: {problem}", "put texts with special signs in quotes")


def _bad_start(lines: list[str], line: int, column: int) -> _Fault:
    return _Fault(line, column, f'a text cannot begin with "{lines[line][column : column + 1]}"', _QUOTES)


def _second_colon(lines: list[str], line: int, column: int) -> _Fault:
    text = lines[line]
    if _PAIR.search(text[:column]):
        return _Fault(line, column, 'there is a second ": " in this line', _QUOTES)
    above = next(iter(_before(lines, line)), line)
    if above != line and not _PAIR.search(lines[above]):
        return _no_pair(lines, above, len(lines[above]) - len(lines[above].lstrip()))
    message = "this line is indented too far: it would belong to the text above it"
    return _Fault(
        line, len(text) - len(text.lstrip()), message, "give it the same indentation as its neighbours"
    )


def _no_pair(lines: list[str], line: int, column: int) -> _Fault:
    if line < len(lines) and _NO_SPACE.match(lines[line]):
        return _Fault(line, column, _NO_PAIR, 'write a space behind the colon: "key: value"')
    cure = 'write "key: value", or put a text that runs over several lines in quotes'
    return _Fault(line, column, _NO_PAIR, cure)


def _no_key(lines: list[str], line: int, column: int) -> _Fault:
    before = lines[line][:column].rstrip() if line < len(lines) else ""
    opened = _LIST_OR_MAP.search(before)
    if opened is not None:
        return _bad_start(lines, line, opened.start(1))
    if before.endswith(('"', "'")):
        cure = 'put the whole text in one pair of quotes, and write a " within it as \\"'
        return _Fault(line, column, "more text stands behind the closing quote", cure)
    if not before and line < len(lines) and lines[line][column:].startswith("- "):
        cure = 'write it like its neighbours: "key: value"'
        return _Fault(line, column, 'a list entry ("- …") cannot stand among lines of "key: value"', cure)
    cure = "check the indentation and the quotes of this line and of the line above"
    return _Fault(line, column, "this does not fit the lines above it", cure)


def _comment_in_flow(lines: list[str], line: int) -> _Fault | None:
    for at in (min(line, len(lines) - 1), *_before(lines, line)):
        found = _COMMENT_IN_FLOW.search(lines[at])
        if found is not None:
            message = '"#" begins a comment here, so nothing of the rest of this line is read'
            return _Fault(at, found.start(1), message, 'put the value in quotes: "#…"')
    return None
