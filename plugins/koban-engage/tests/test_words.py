"""Receipts, personal data and plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban_engage.personal import personal_data, redacted
from koban_engage.prose import paragraphs
from koban_engage.receipt import ALPHABET, in_groups, new_receipt, read_receipt


@given(st.text(ALPHABET, min_size=20, max_size=20))
def test_a_receipt_reads_back_however_it_is_written(receipt: str) -> None:
    for written in (
        receipt,
        receipt.lower(),
        in_groups(receipt),
        f" {in_groups(receipt).replace('-', ' ')}\n",
    ):
        assert read_receipt(written) == receipt
    assert read_receipt(receipt.replace("0", "o").replace("1", "l")) == receipt


@pytest.mark.parametrize("written", ["", "ABC", "U" * 20, "0" * 21, "É" * 20, "0" * 10_000])
def test_what_is_no_receipt_is_none(written: str) -> None:
    assert read_receipt(written) is None


def test_receipts_are_fresh_and_well_formed() -> None:
    made = {new_receipt() for _ in range(50)}
    assert len(made) == 50
    assert all(read_receipt(receipt) == receipt for receipt in made)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@b.example and c.d+e@f-g.example", ["a@b.example", "c.d+e@f-g.example"]),
        (
            "NL91 ABNA 0417 1643 00 or DE89370400440532013000",
            ["NL91 ABNA 0417 1643 00", "DE89370400440532013000"],
        ),
        ("ring 0470 12 34 56 or +48 600 100 200", ["+48 600 100 200", "0470 12 34 56"]),
        (
            "cars 1-ABC-234, AA-123-BB, B-AB 1234, 1234 BCD",
            ["1-ABC-234", "AA-123-BB", "B-AB 1234", "1234 BCD"],
        ),
        ("On 27-03-2026 at 21:30, three of 12 people at number 24", []),
        ("It cost 1500 euros in 2026, bus 42", []),
    ],
)
def test_personal_data_is_found_each_time_and_dates_are_not(text: str, found: list[str]) -> None:
    assert sorted(one.text for one in personal_data(text)) == sorted(found)
    assert all(one not in redacted(text, "[removed]") for one in found)


def test_prose_escapes_everything_and_links_addresses() -> None:
    out = str(paragraphs('<b>One</b>\nline\n\nSee https://a.example/x?y=1&z="2". Or javascript:alert(1)'))
    assert out.startswith("<p>&lt;b&gt;One&lt;/b&gt;<br>line</p>")
    assert '<a href="https://a.example/x?y=1&amp;z=" rel="noopener noreferrer">' in out
    assert "<b>" not in out
    assert 'href="javascript' not in out


@given(st.text(max_size=200))
def test_prose_never_lets_markup_through(text: str) -> None:
    out = str(paragraphs(text)).replace("<p>", "").replace("</p>", "").replace("<br>", "")
    if "http" not in text:
        assert "<" not in out
