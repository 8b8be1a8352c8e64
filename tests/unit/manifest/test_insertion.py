"""Writing values into a manifest's text: everything else stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from koban.manifest.insertion import UnwritableError, append, put
from koban.manifest.reader import read

FILE = "community.yaml"
TEXT = b"""\
# first
spec:
  measures:
    course: {kind: training, evidence: [one]}   # in one line
    desk:
      kind: procedure   # the last
      evidence:
        - one   # a study
  empty: {}
  title: Quay
# last
"""


def plain(body: bytes) -> Any:
    node, problems = read(body, FILE)
    assert node is not None, problems
    return node.plain()["spec"]


def lines(body: bytes) -> list[bytes]:
    return body.splitlines()


def test_a_new_entry_comes_last_in_its_map() -> None:
    after = put(
        TEXT, FILE, ("spec", "framework", "evidence", "x"), {"cite": "a: b", "year": 2030, "on": {"nl": "ja"}}
    )
    assert lines(after)[-9:] == [
        b"  title: Quay",
        b"  framework:",
        b"    evidence:",
        b"      x:",
        b"        cite: 'a: b'",
        b"        year: 2030",
        b"        on:",
        b"          nl: ja",
        b"# last",
    ]
    assert [line for line in lines(after) if line in lines(TEXT)] == lines(TEXT)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("spec", "measures", "course", "result"), {"effect": "null", "on": {"nl": "a, b: {c} 'd' # e"}}),
        (("spec", "measures", "desk", "result"), {"effect": "null", "date": "2030-01-01"}),
        (("spec", "measures", "course", "trial", "deep"), {"n": 3, "yes": True, "share": 0.5}),
        (("spec", "empty", "first", "second"), {"words": ["one", "two three"]}),
        (("spec", "title"), "Hill"),
    ],
)
def test_what_is_written_is_read_again(path: tuple[str, ...], value: Any) -> None:
    after = put(TEXT, FILE, path, value)
    found = plain(after)
    for name in path[1:]:
        found = found[name]
    assert found == value
    assert after.count(b"#") - str(value).count("#") == TEXT.count(b"#")
    assert put(after, FILE, path, value) == after or plain(put(after, FILE, path, value)) == plain(after)


def test_windows_line_ends_stay() -> None:
    after = put(TEXT.replace(b"\n", b"\r\n"), FILE, ("spec", "measures", "desk", "owner"), "unit")
    assert after.count(b"\n") == after.count(b"\r\n") == TEXT.count(b"\n") + 1


def test_a_list_grows_by_one_word_once() -> None:
    flow = append(TEXT, FILE, ("spec", "measures", "course", "evidence"), "two")
    assert b"{kind: training, evidence: [one, two]}   # in one line" in flow
    block = append(TEXT, FILE, ("spec", "measures", "desk", "evidence"), "two")
    assert b"        - one   # a study\n        - two\n" in block
    assert append(block, FILE, ("spec", "measures", "desk", "evidence"), "two") == block
    fresh = append(TEXT, FILE, ("spec", "measures", "course", "after"), "desk")
    assert plain(fresh)["measures"]["course"]["after"] == ["desk"]


def test_comments_are_not_thrown_away() -> None:
    with pytest.raises(UnwritableError, match=r"spec\.measures\.desk has comments"):
        put(TEXT, FILE, ("spec", "measures", "desk"), {"kind": "nothing"})


def test_what_cannot_be_read_cannot_be_written() -> None:
    with pytest.raises(UnwritableError, match="cannot be read"):
        put(b"a: [", FILE, ("spec",), "x")
