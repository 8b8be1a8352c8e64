"""How a chosen colour is shown: readable always, and the same wherever it was readable already."""

from hypothesis import given, settings
from hypothesis import strategies as st

from koban.colour.oklch import contrast
from koban.colour.palette import light_colours, shown_as

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(colours)
@settings(max_examples=60, deadline=None)
def test_what_is_shown_can_be_read(colour: str) -> None:
    shown, light = shown_as(colour), light_colours(colour)
    assert shown.colour == light["accent"]
    for ground in ("paper", "surface", "sunken", "wash"):
        assert contrast(shown.colour, light[ground]) >= 4.5
        assert contrast(colour, light[ground]) >= shown.contrast


def test_a_dark_colour_stays_and_a_bright_one_does_not() -> None:
    dark, bright = shown_as("#1f4e79"), shown_as("#ffd500")
    assert dark.contrast > 4.5
    assert dark.difference < 0.02
    assert bright.contrast < 1.5
    assert bright.difference > 0.2
