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
_SHIFTS = (0.0, -20.0, 20.0, -32.0, 32.0, -44.0, 44.0)


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
    """Where `text` stands best: at its spot, or a little above or below if numbers are in its way."""
    half = len(text) * _LETTER
    middle = round(min(max(spot[0], half), max(WIDTH - half, half)), 1)
    for shift in _SHIFTS:
        y = spot[1] + shift
        if all(abs(x - middle) > half + APART / 2 or abs(at - y) > _LINE + APART / 2 for x, at in marks):
            return middle, round(y, 1)
    return middle, spot[1]
