"""Text arrives as people typed it."""

from __future__ import annotations

import pytest

from koban.forms.plain import plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hello\r\nthere\r", "hello\nthere"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("cafe\u0301", "café"),
        ("مرحبا\u200f", "مرحبا\u200f"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_only_what_people_type_stays(typed: str, kept: str) -> None:
    assert plain(typed) == kept
    plain(typed).encode()


@pytest.mark.parametrize("marks", ["\u0301\u0327", "\u0f73", "\u0344\u0334"])
def test_a_letter_with_a_hundred_thousand_marks_does_not_stop_the_host(marks: str) -> None:
    once = plain("a" + marks * 100_000 + " and b" + marks)
    assert len(once) < 200
    assert once.endswith(plain("b" + marks))
