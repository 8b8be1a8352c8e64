"""An app's colours, derived from its one colour, with contrast reached by computation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from koban.colour.oklch import Oklch, contrast, difference, reach

TEXT, LARGE = 4.6, 3.1
"""Contrast of text and of the edges of controls; a little above WCAG's 4.5 and 3 so that rounding cannot lose it."""
_WARM = 78.0
_STATES = {"good": 155.0, "warn": 72.0, "stop": 27.0}

Colours = dict[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """How light pages show a colour that a community chose."""

    colour: str
    """As text and buttons have it, `#rrggbb`."""
    contrast: float
    """What the chosen colour itself would reach as text on a page's grounds, 1 to 21 (WCAG 2.2); text needs 4.5."""
    difference: float
    """How far the two are apart: 0 is the same, 0.02 is about what an eye sees side by side, 1 is black to white."""


@lru_cache(maxsize=512)
def shown_as(colour: str) -> Shown:
    """How light pages show `colour` (`#rrggbb`)."""
    light = light_colours(colour)
    grounds = [light[name] for name in ("paper", "surface", "sunken", "wash")]
    reached = min(contrast(colour, ground) for ground in grounds)
    return Shown(light["accent"], reached, difference(colour, light["accent"]))


def light_colours(colour: str) -> Colours:
    """Token -> colour of an app whose colour is `#rrggbb`, by day."""
    return _light(Oklch.of(colour))


def dark_colours(colour: str) -> Colours:
    """Token -> colour of an app whose colour is `#rrggbb`, where people want dark pages."""
    return _dark(Oklch.of(colour))


def _light(base: Oklch) -> Colours:
    paper = Oklch(0.968, 0.011, _WARM).hex()
    surface = Oklch(0.995, 0.003, _WARM).hex()
    sunken = Oklch(0.938, 0.014, _WARM).hex()
    chroma = min(max(base.chroma, 0.05), 0.17)
    wash = Oklch(0.925, min(chroma * 0.35, 0.045), base.hue).hex()
    grounds = (paper, surface, sunken, wash)
    colours = {
        "paper": paper,
        "surface": surface,
        "sunken": sunken,
        "ink": Oklch(0.25, 0.022, base.hue).hex(),
        "ink-soft": reach(Oklch(0.47, 0.02, base.hue), grounds, TEXT, darker=True),
        "line": Oklch(0.868, 0.016, _WARM).hex(),
        "line-strong": reach(Oklch(0.6, 0.02, base.hue), (paper, surface, sunken), LARGE, darker=True),
        "wash": wash,
        **_accent(base, chroma, grounds, darker=True),
        **_night(base, 0.3),
    }
    for name, hue in _STATES.items():
        ground = Oklch(0.945, 0.042, hue).hex()
        colours[f"{name}-wash"] = ground
        colours[f"{name}-ink"] = reach(Oklch(0.46, 0.11, hue), (ground, surface, paper), TEXT, darker=True)
        colours[f"{name}-line"] = reach(Oklch(0.62, 0.13, hue), (ground, surface, paper), LARGE, darker=True)
    return colours


def _dark(base: Oklch) -> Colours:
    paper = Oklch(0.2, 0.012, base.hue).hex()
    surface = Oklch(0.245, 0.014, base.hue).hex()
    sunken = Oklch(0.172, 0.01, base.hue).hex()
    chroma = min(max(base.chroma, 0.05), 0.12)
    wash = Oklch(0.31, min(chroma * 0.5, 0.05), base.hue).hex()
    grounds = (paper, surface, sunken, wash)
    colours = {
        "paper": paper,
        "surface": surface,
        "sunken": sunken,
        "ink": Oklch(0.94, 0.01, _WARM).hex(),
        "ink-soft": reach(Oklch(0.75, 0.015, base.hue), grounds, TEXT, darker=False),
        "line": Oklch(0.34, 0.016, base.hue).hex(),
        "line-strong": reach(Oklch(0.58, 0.02, base.hue), (paper, surface, sunken), LARGE, darker=False),
        "wash": wash,
        **_accent(base, chroma, grounds, darker=False),
        **_night(base, 0.255),
    }
    for name, hue in _STATES.items():
        ground = Oklch(0.29, 0.04, hue).hex()
        colours[f"{name}-wash"] = ground
        colours[f"{name}-ink"] = reach(Oklch(0.82, 0.1, hue), (ground, surface, paper), TEXT, darker=False)
        colours[f"{name}-line"] = reach(Oklch(0.6, 0.12, hue), (ground, surface, paper), LARGE, darker=False)
    return colours


def _accent(base: Oklch, chroma: float, grounds: tuple[str, ...], *, darker: bool) -> Colours:
    start = min(base.lightness, 0.52) if darker else max(base.lightness, 0.74)
    accent = reach(Oklch(start, chroma, base.hue), grounds, TEXT, darker=darker)
    found = Oklch.of(accent)
    step = -0.07 if darker else 0.07
    on = "#ffffff" if darker else Oklch(0.18, 0.02, base.hue).hex()
    strong = reach(Oklch(found.lightness + step, chroma, base.hue), (*grounds, on), TEXT, darker=darker)
    assert contrast(on, accent) >= TEXT  # noqa: S101 - holds by construction: accent stands out from the surface
    return {"accent": accent, "accent-strong": strong, "on-accent": on}


def _night(base: Oklch, lightness: float) -> Colours:
    chroma = min(max(base.chroma, 0.03), 0.085)
    night = Oklch(lightness, chroma, base.hue).hex()
    raised = Oklch(lightness + 0.075, chroma, base.hue).hex()
    return {
        "night": night,
        "night-deep": Oklch(lightness - 0.075, chroma * 0.9, base.hue).hex(),
        "night-raised": raised,
        "night-line": Oklch(lightness + 0.17, chroma, base.hue).hex(),
        "on-night": Oklch(0.975, 0.012, _WARM).hex(),
        "on-night-soft": reach(Oklch(0.84, 0.03, base.hue), (night, raised), TEXT, darker=False),
        "lamp": Oklch(0.89, 0.125, 88).hex(),
        "lamp-deep": Oklch(0.78, 0.145, 72).hex(),
        "on-lamp": Oklch(0.25, 0.05, 70).hex(),
    }
