"""Round numbers for an axis."""

from __future__ import annotations

import math


def ticks(lowest: float, highest: float, about: int = 4) -> list[float]:
    """Some round numbers, evenly apart, that reach from at most `lowest` to at least `highest`."""
    if highest <= lowest:
        lowest, highest = lowest - 1, highest + 1
    rough = (highest - lowest) / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    first, last = math.floor(lowest / step + 1e-9), math.ceil(highest / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]
