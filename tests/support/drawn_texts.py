"""Files of texts as people write them: any order, any layout, comments anywhere. Asserts nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
_COMMENT = st.sampled_from(["", "# так", "#ні", "# a: b", "# a:", "# pl", '# stale: "x"', "#   глибше"])
_LEAF = st.none()
_DRAWN = {
    "title": _LEAF,
    "summary": _LEAF,
    "old": st.sampled_from([None, {"a": None}]),
    "unit": st.sampled_from([{"name": None}, {"whenEmpty": None, "name": None}, {"phone": None, "x": None}]),
    "partners": st.sampled_from([{"library": {"title": None}}, {"gone": {"title": None}}]),
    "proof": st.sampled_from([[{"title": None}, {}, {}], [{}, {"title": None}, {}], [{}, {}, {}]]),
}


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file for the manifest of `test_sheet.py`; a few cannot be read."""
    drawing = _Drawing(draw)
    for name in draw(st.permutations(sorted(_DRAWN))):
        if draw(st.booleans()):
            drawing.entry(0, name, draw(_DRAWN[name]))
    drawing.comments(0)
    return "".join(f"{line}\n" for line in drawing.lines)


class _Drawing:
    """Lines that come one after the other."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.lines: list[str] = []

    def comments(self, indent: int) -> None:
        drawn = self._draw(st.lists(_COMMENT, max_size=2))
        self.lines += [" " * indent + comment if comment else "" for comment in drawn]

    def entry(self, indent: int, name: str, value: object) -> None:
        """`name` with its value; None stands for a text."""
        self.comments(indent)
        behind = self._draw(st.sampled_from(["", "", "  # поруч"]))
        head = f"{' ' * indent}{name}:"
        if value is None:
            text = self._scalar(indent)
            self.lines.append(f"{head} {text}" + ("" if "\n" in text else behind))
        elif self._draw(st.booleans()):
            self.lines.append(f"{head} {self._flow(value)}{behind}")
        else:
            self.lines.append(head + behind)
            self._block(indent + self._draw(st.integers(1, 4)), value)

    def _block(self, indent: int, value: object) -> None:
        if isinstance(value, Mapping):
            for key, each in value.items():
                self.entry(indent, key, each)
        elif isinstance(value, Sequence):
            for each in value:
                self.comments(indent)
                self.lines.append(f"{' ' * indent}- {self._flow(each)}")

    def _flow(self, value: object) -> str:
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{key}: {self._flow(each)}" for key, each in value.items()) + "}"
        if isinstance(value, Sequence):
            return f"[{', '.join(self._flow(each) for each in value)}]"
        return self._quoted(self._draw(_WORDS))

    def _scalar(self, indent: int) -> str:
        words = self._draw(_WORDS)
        if not (words.isascii() and words.isalpha()):
            return self._quoted(words)
        pad = " " * (indent + self._draw(st.integers(1, 4)))
        layouts = [f"w{words}", f"|\n{pad}{words}\n\n{pad}{words}", f">-\n{pad}{words}\n{pad}{words}"]
        return self._draw(st.sampled_from(layouts))

    def _quoted(self, words: str) -> str:
        single = ["'" + words.replace("'", "''") + "'"] if words.isprintable() else []
        return self._draw(st.sampled_from([f'"{_escaped(words)}"', *single]))


def _escaped(words: str) -> str:
    return "".join(
        f"\\U{ord(sign):08x}" if sign in '\\"' or not sign.isprintable() else sign for sign in words
    )
