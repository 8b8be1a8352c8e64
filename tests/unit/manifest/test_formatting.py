"""What is formatted says the same, keeps every comment, and stays as it is when it is formatted again."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from yaml_texts import yaml_texts

from koban.manifest.formatting import format_manifest
from koban.manifest.header import header_of
from koban.manifest.pieces import pieces_of
from koban.manifest.reader import read

HEADER = header_of("deployments/a/b/community.yaml", "community")
_BROAD = settings(
    max_examples=150,
    deadline=None,
    phases=[Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def _format(text: str, header: str | None = None) -> str:
    body, problems = format_manifest(text.encode(), "a.yaml", header)
    assert problems == []
    return body.decode()


def _value(body: bytes) -> str:
    node, problems = read(body, "a.yaml")
    assert node is not None, problems
    return repr(node.plain())


def _comments(body: bytes) -> Counter[str]:
    text = body.decode("utf-8-sig")
    return Counter(piece.text for piece in pieces_of(text) if piece.comment and piece.text != HEADER)


@given(yaml_texts())
@_BROAD
def test_it_never_changes_a_value_or_loses_a_comment(body: bytes) -> None:
    for header in (None, HEADER):
        after, problems = format_manifest(body, "a.yaml", header)
        if problems:
            event(problems[0].code)
            assert after == body
            continue
        assert _value(after) == _value(body)
        assert _comments(after) == _comments(body)
        assert after.endswith(b"\n")
        assert (b"\r\n" in after) == (b"\r\n" in body or body.count(b"\r\n") > 0)
        again, problems = format_manifest(after, "a.yaml", header)
        assert problems == []
        assert again == after


@given(yaml_texts(odd_comments=False))
@_BROAD
def test_whatever_is_read_is_formatted(body: bytes) -> None:
    node, _ = read(body, "a.yaml")
    _, problems = format_manifest(body, "a.yaml", None)
    assert node is None or problems == [], (body.decode(), problems)


def test_the_style() -> None:
    assert _format("a:   1   # one\nb:\n- x\n# mid\n-   k: v\n    l: 'w'\nc: {x: 010,\n  y: ~}\nd:\n    e: |\n       f  \n\n\n") == (
        "a: 1     # one\nb:\n  - x\n  # mid\n  - k: v\n    l: 'w'\nc:\n  x: 010\n  y: ~\nd:\n  e: |\n    f  \n"
    )  # fmt: skip


def test_escapes_and_folded_lines_stay_as_they_were_written() -> None:
    text = 'a: "x\\u202ey"\nb: one\n  two\nc:\n  - "q\n      r"\n'
    assert _format(text) == text


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    body, problems = format_manifest("\ufeffa:   'é'\r\nb:   2  \r\n".encode(), "a.yaml", None)
    assert problems == []
    assert body == "\ufeffa: 'é'\r\nb: 2\r\n".encode()


def test_a_lost_comment_alone_is_reason_enough() -> None:
    body = b"b:   2\na: [\n  a, # one\n ]  # other\n"
    after, problems = format_manifest(body, "a.yaml", None)
    assert after == body
    assert [found.code for found in problems] == ["KB120"]


def test_what_cannot_be_formatted_stays_and_is_told_where() -> None:
    body = b"b:   2\na: {b: 1, # why\n  c: 2}\n"
    after, (found,) = format_manifest(body, "a.yaml", HEADER)
    assert after == body
    assert (found.code, found.severity, found.span.line, found.span.column) == ("KB120", "warning", 2, 11)


def test_what_cannot_be_read_stays() -> None:
    after, problems = format_manifest(b"a: [\n", "a.yaml", HEADER)
    assert after == b"a: [\n"
    assert [found.code for found in problems] == ["KB101"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1\n", f"{HEADER}\na: 1\n"),
        (f"{HEADER}\na: 1\n", f"{HEADER}\na: 1\n"),
        ("#yaml-language-server:  $schema=../x.json\na: 1\n", f"{HEADER}\na: 1\n"),
        ("# ours\n# yaml-language-server: $schema=../x.json\n# more\na: 1\n", f"{HEADER}\n# ours\n# more\na: 1\n"),
        ("# ours\na: 1\n# yaml-language-server: $schema=x\n", f"{HEADER}\n# ours\na: 1\n# yaml-language-server: $schema=x\n"),
        ("# yaml-language-server: $schema=https://a.example/b.json\na: 1\n",) * 2,
        ("a: '# yaml-language-server: $schema=x'\n", f"{HEADER}\na: '# yaml-language-server: $schema=x'\n"),
    ],
)  # fmt: skip
def test_the_first_line_leads_to_the_schema(text: str, wanted: str) -> None:
    assert HEADER == "# yaml-language-server: $schema=../../../schemas/v1/community.schema.json"
    assert _format(text, HEADER) == wanted
    assert _format(wanted, HEADER) == wanted
