"""The paper that charts are drawn on: shapes become SVG, and in languages written from right to left everything is mirrored.

Colours come from the page: each shape has a class for the stylesheet and, where there is none, is drawn in the text's colour.
"""

from __future__ import annotations

import textwrap

from markupsafe import escape

from koban.texts.languages import Direction

WIDTH = 360.0
"""In the drawing's own units; the page scales it. About as wide as a phone, so that writing stays large enough to read there."""
TEXT = 15.0
"""Size of writing."""
SMALL = 13.0
"""Size of writing on axes."""
_ISOLATED, _END = "\u2068", "\u2069"
_MIRRORED = {"start": "end", "middle": "middle", "end": "start"}
"""Not every program that draws SVG minds `direction`: so places are told as from left to right, and words by themselves."""
_LETTERS = 42
"""How many letters a line of labels holds."""
_MOST_LINES = 3


class Canvas:
    """Collects shapes from top to bottom; `y` is where the next one goes. Distances are from the side where lines begin."""

    def __init__(self, name: str, direction: Direction = "ltr") -> None:
        """`name` is the kind of chart, such as `levels`: it becomes part of the SVG's class."""
        self.y = 0.0
        self._name = name
        self._direction = direction
        self._shapes: list[str] = []

    def box(self, kind: str, x: float, y: float, width: float, height: float, round_: float = 2) -> None:
        """A rectangle that begins `x` from the side where lines begin."""
        left = self._x(x + width) if self._mirrored else x
        self._add(
            f'<rect class="chart-{kind}" x="{_n(left)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{_n(round_)}"'
            f"{_PAINT[kind]}/>"
        )

    def line(self, kind: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self._add(
            f'<line class="chart-{kind}" x1="{_n(self._x(x1))}" y1="{_n(y1)}" x2="{_n(self._x(x2))}" y2="{_n(y2)}"{_PAINT[kind]}/>'
        )

    def path(self, kind: str, points: list[tuple[float, float]], *, closed: bool = False) -> None:
        """A line through points, or the area within."""
        steps = " ".join(f"{_n(self._x(x))},{_n(y)}" for x, y in points)
        shape = "polygon" if closed else "polyline"
        self._add(f'<{shape} class="chart-{kind}" points="{steps}"{_PAINT[kind]}/>')

    def dot(self, kind: str, x: float, y: float, radius: float) -> None:
        """A disc."""
        self._add(
            f'<circle class="chart-{kind}" cx="{_n(self._x(x))}" cy="{_n(y)}" r="{_n(radius)}"{_PAINT[kind]}/>'
        )

    def diamond(self, kind: str, x: float, y: float, radius: float) -> None:
        """A square on its corner."""
        around = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self.path(kind, around, closed=True)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        anchor: str = "start",
        size: float = TEXT,
        soft: bool = False,
        strong: bool = False,
    ) -> None:
        """Words whose line stands at `y`. `anchor` is `start`, `middle` or `end` of the words."""
        kind = "soft" if soft else "label"
        paint = ' fill="currentColor"' + (' fill-opacity="0.75"' if soft else "")
        weight = ' font-weight="650"' if strong else ""
        if self._mirrored:
            anchor, text = _MIRRORED[anchor], f"{_ISOLATED}{text}{_END}"
        self._add(
            f'<text class="chart-{kind}" x="{_n(self._x(x))}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}"{weight}{paint}>'
            f"{escape(text)}</text>"
        )

    def label(self, text: str) -> None:
        """Words over the whole width, on as many lines as they need, and the place below them."""
        lines = textwrap.wrap(text, _LETTERS, max_lines=_MOST_LINES, placeholder=" …") or [""]
        for line in lines:
            self.y += TEXT * 1.25
            self.write(line, 0, self.y)
        self.y += TEXT * 0.6

    def svg(self, title: str, told: str) -> str:
        """The whole element. `told` is what it shows, in a sentence, for those who do not see it."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{self._name}" role="img" viewBox="0 0 {_n(WIDTH)} {_n(self.y)}"'
            f' font-family="system-ui, sans-serif" direction="ltr">'
            f"<title>{escape(title)}</title><desc>{escape(told)}</desc>{''.join(self._shapes)}</svg>"
        )

    @property
    def _mirrored(self) -> bool:
        return self._direction == "rtl"

    def _x(self, x: float) -> float:
        return WIDTH - x if self._mirrored else x

    def _add(self, shape: str) -> None:
        self._shapes.append(shape)


_LINED = ' fill="none" stroke="currentColor"'
_PAINT = {
    "bar": ' fill="currentColor"',
    "dot": ' fill="currentColor"',
    "mark": f'{_LINED} stroke-width="2.5"',
    "open": f'{_LINED} stroke-width="1.75"',
    "wanted": f'{_LINED} stroke-width="1.75" stroke-dasharray="4 3"',
    "track": ' fill="currentColor" fill-opacity="0.1"',
    "range": ' fill="currentColor" fill-opacity="0.18"',
    "grid": f'{_LINED} stroke-opacity="0.3" stroke-width="1"',
    "today": f'{_LINED} stroke-width="1.75" stroke-dasharray="2 3"',
    "curve": f'{_LINED} stroke-width="2.25" stroke-linejoin="round"',
    "aim": f'{_LINED} stroke-width="1.75" stroke-dasharray="7 4"',
    "clash": f'{_LINED} stroke-width="2.5" stroke-dasharray="3 2"',
}
"""Kind of shape -> how it is drawn where no stylesheet says otherwise."""


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
