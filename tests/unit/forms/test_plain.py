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
