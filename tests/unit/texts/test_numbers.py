"""Phone numbers in texts stay in one piece and the right way round."""

import pytest

from koban.texts.numbers import keep_numbers


def test_a_number_is_not_broken_over_two_lines():
    assert keep_numbers("Bel +32 000 00 00 01.", "ltr") == "Bel +32\u00a0000\u00a000\u00a000\u00a001."


def test_a_number_in_right_to_left_text_is_read_from_left_to_right():
    assert keep_numbers("اتصل +49 000 1", "rtl") == "اتصل \u2066+49\u00a0000\u00a01\u2069"


@pytest.mark.parametrize("text", ["", "1 + 1", "+2 °C", "112", "C++ 17 x"])
def test_what_is_no_number_stays(text):
    assert keep_numbers(text, "rtl") == text
