from hypothesis import given, settings
from hypothesis import strategies as st

from koban.colour.oklch import contrast
from koban.web.tokens import theme_of

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(colours)
@settings(max_examples=60, deadline=None)
def test_text_stands_out_whatever_colour_a_community_chooses(colour: str) -> None:
    theme = theme_of(colour)
    for scheme in (theme.light, theme.dark):
        for ground in ("paper", "surface", "sunken", "wash"):
            for ink in ("ink", "ink-soft", "accent", "accent-strong"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (colour, ink, ground)
        for ground in ("paper", "surface", "sunken"):
            assert contrast(scheme["line-strong"], scheme[ground]) >= 3
        for state in ("good", "warn", "stop"):
            for ground in (f"{state}-wash", "surface", "paper"):
                assert contrast(scheme[f"{state}-ink"], scheme[ground]) >= 4.5
        for ground in ("accent", "accent-strong"):
            assert contrast(scheme["on-accent"], scheme[ground]) >= 4.5
        for ground in ("night", "night-deep", "night-raised"):
            assert contrast(scheme["on-night"], scheme[ground]) >= 4.5
            assert contrast(scheme["on-night-soft"], scheme[ground]) >= 4.5
        assert contrast(scheme["on-lamp"], scheme["lamp"]) >= 4.5
        assert contrast(scheme["on-lamp"], scheme["lamp-deep"]) >= 4.5


def test_large_text_is_another_stylesheet() -> None:
    assert theme_of("#1f4e79").path != theme_of("#1f4e79", large_text=True).path
    assert b"font-size:125%" in theme_of("#1f4e79", large_text=True).css
