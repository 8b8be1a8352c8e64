"""Colour arithmetic: there and back, contrast and distance."""

from hypothesis import given, settings
from hypothesis import strategies as st

from koban.colour.oklch import Oklch, contrast, difference

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(colours)
@settings(max_examples=60, deadline=None)
def test_colours_survive_the_way_there_and_back(colour: str) -> None:
    back = Oklch.of(colour).hex()
    assert all(abs(int(colour[i : i + 2], 16) - int(back[i : i + 2], 16)) <= 2 for i in (1, 3, 5))


def test_known_contrasts() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_known_differences() -> None:
    assert difference("#1f4e79", "#1f4e79") == 0
    assert round(difference("#000000", "#ffffff"), 2) == 1
    assert difference("#1f4e79", "#204f7a") < 0.02 < difference("#1f4e79", "#3f6e99")
