"""Colour arithmetic: sRGB to OKLCH and back, contrast (WCAG 2.2), and finding a lightness that reaches it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_LMS = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
Vector = tuple[float, float, float]


def _times(matrix: tuple[Vector, ...], v: Vector) -> Vector:
    a, b, c = (sum(m * x for m, x in zip(row, v, strict=True)) for row in matrix)
    return a, b, c


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _channels(colour: str) -> Vector:
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _linear(r), _linear(g), _linear(b)


@dataclass(frozen=True, slots=True)
class Oklch:
    """Lightness 0 to 1, chroma, hue in degrees (Björn Ottosson's OKLCH)."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, colour: str) -> Oklch:
        """The colour written `#rrggbb`."""
        lms = _times(_TO_LMS, _channels(colour))
        lightness, a, b = _times(_TO_LAB, (math.cbrt(lms[0]), math.cbrt(lms[1]), math.cbrt(lms[2])))
        return cls(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)

    def hex(self) -> str:
        """As `#rrggbb`; chroma is lowered until the screen can show it."""
        chroma = self.chroma
        rgb = self._rgb(chroma)
        while chroma > 0 and not all(-1e-4 <= c <= 1.0001 for c in rgb):
            chroma = max(chroma - 0.004, 0)
            rgb = self._rgb(chroma)
        return "#" + "".join(f"{round(_gamma(min(max(c, 0), 1)) * 255):02x}" for c in rgb)

    def _rgb(self, chroma: float) -> Vector:
        a, b = chroma * math.cos(math.radians(self.hue)), chroma * math.sin(math.radians(self.hue))
        roots = _times(_FROM_LAB, (self.lightness, a, b))
        return _times(_FROM_LMS, (roots[0] ** 3, roots[1] ** 3, roots[2] ** 3))


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours, 1 to 21."""
    bright, dark = sorted(
        (
            sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _channels(x), strict=True))
            for x in (one, other)
        ),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


def difference(one: str, other: str) -> float:
    """How far two colours are apart in OKLab: 0 is the same, 1 is black to white."""
    return math.dist(_lab(one), _lab(other))


def _lab(colour: str) -> Vector:
    found = Oklch.of(colour)
    hue = math.radians(found.hue)
    return found.lightness, found.chroma * math.cos(hue), found.chroma * math.sin(hue)


def reach(colour: Oklch, against: Iterable[str], ratio: float, *, darker: bool) -> str:
    """`colour`, made darker or lighter by as little as it takes to stand out from all of `against` by `ratio`."""
    grounds = list(against)
    lightness = colour.lightness
    while True:
        found = Oklch(lightness, colour.chroma, colour.hue).hex()
        if all(contrast(found, ground) >= ratio for ground in grounds) or not 0 < lightness < 1:
            return found
        lightness = min(max(lightness + (-0.01 if darker else 0.01), 0), 1)
