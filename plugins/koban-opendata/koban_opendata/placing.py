"""Where numbers and names stand on the map so that each can be read: apart from each other, near their places."""

from __future__ import annotations

import math
from collections.abc import Sequence

from koban_opendata.projection import WIDTH, Point

APART = 21.0
"""Units of the drawing between the middles of two numbers."""
_ROUNDS = 60
_LETTER, _LINE = 3.4, 9.0
"""Half a letter's width and half a line's height, with some air."""
_SHIFTS = sorted(
    ((x, y) for x in (0.0, -20.0, 20.0, -40.0, 40.0) for y in (0.0, -20.0, 20.0, -32.0, 32.0, -44.0, 44.0)),
    key=lambda shift: math.hypot(*shift),
)
"""Where a name may stand beside its spot, the nearest first."""


def spread(spots: Sequence[Point], width: float, height: float) -> list[Point]:
    """Each spot, moved no further than it takes to keep all of them apart and inside the drawing."""
    placed = [_inside(spot, width, height) for spot in spots]
    for _ in range(_ROUNDS):
        moved = False
        for second in range(len(placed)):
            for first in range(second):
                moved = _push_apart(placed, first, second) or moved
        placed = [_inside(spot, width, height) for spot in placed]
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in placed]


def _push_apart(placed: list[Point], first: int, second: int) -> bool:
    (ax, ay), (bx, by) = placed[first], placed[second]
    gap = math.hypot(bx - ax, by - ay)
    if gap >= APART - 0.1:
        return False
    turn = math.atan2(by - ay, bx - ax) if gap > 0.01 else second * 2.4
    push = (APART - gap) / 2
    x, y = push * math.cos(turn), push * math.sin(turn)
    placed[first], placed[second] = (ax - x, ay - y), (bx + x, by + y)
    return True


def _inside(spot: Point, width: float, height: float) -> Point:
    edge = APART / 2
    return min(max(spot[0], edge), width - edge), min(max(spot[1], edge), height - edge)


def beside(text: str, spot: Point, marks: Sequence[Point]) -> Point:
    """Where `text` stands best: at its spot, or as near to it as the fewest numbers are in its way."""
    half = len(text) * _LETTER
    spots = [(_between(spot[0] + x, half), round(spot[1] + y, 1)) for x, y in _SHIFTS]
    return min(spots, key=lambda at: _covered(at, half, marks))


def _between(x: float, half: float) -> float:
    return round(min(max(x, half), max(WIDTH - half, half)), 1)


def _covered(at: Point, half: float, marks: Sequence[Point]) -> int:
    """How many numbers would lie on a name with its middle there."""
    wide, high = half + APART / 2, _LINE + APART / 2
    return sum(abs(x - at[0]) <= wide and abs(y - at[1]) <= high for x, y in marks)
