"""Makes YAML as people write it: comments, quotes of all kinds, block and flow, uneven indentation, any line ends."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

_WORD = st.builds(
    "{}{}".format, st.sampled_from("abxyzABéж京ك"), st.text(st.sampled_from("abz019é京ك-_"), max_size=5)
)
_PLAIN = st.one_of(
    _WORD,
    st.builds("{} {}".format, _WORD, _WORD),
    st.builds("{}: it's".format, _WORD).map(lambda text: text.replace(": ", ":")),
    st.sampled_from(
        ["no", "true", "null", "~", "010", "0o17", "1.50", "-3", "1e3", "2026-01-02", "12:30", "a#b", "5."]
    ),
)
_SINGLE = st.sampled_from(["''", "'it''s'", "'# none'", "'a: b'", "'é京'", "'1'", "'  x '"])
_DOUBLE = st.sampled_from(
    ['""', '"a\\u0041"', '"\\u202e"', '"# none"', '"a\\nb"', '"x\\ty"', '"\\""', '"1"', '" é "', '"\\xa0"']
)
_COMMENT = st.sampled_from(["# c", "#c", "# ключ: x", "#", "# 'quote", "# a: b  ", "# } ]"])


class _Writer:
    """Draws one document, line by line."""

    def __init__(self, draw: DrawFn, *, odd: bool) -> None:
        self._draw = draw
        self._odd = odd
        self.lines: list[str] = []

    def document(self) -> None:
        if self._often(3):
            self._write_comments(0)
        self._map(0, depth=0)
        if self._often(3):
            self._write_comments(0)

    def _often(self, of: int) -> bool:
        return self._draw(st.integers(0, of)) == 0

    def _write_comments(self, indent: int) -> None:
        for _ in range(self._draw(st.integers(1, 2))):
            blank = self._often(3)
            self.lines.append("" if blank else " " * indent + self._draw(_COMMENT))

    def _behind(self) -> str:
        return self._draw(st.sampled_from(["", "", "", " ", "  "])) + (
            f"  {self._draw(_COMMENT)}" if self._often(4) else ""
        )

    def _keys(self) -> list[str]:
        return self._draw(st.lists(_WORD, min_size=1, max_size=3, unique=True))

    def _map(self, indent: int, depth: int, first: str = "") -> None:
        for index, key in enumerate(self._keys()):
            lead = first if index == 0 and first else " " * indent
            if not (index == 0 and first) and self._often(6):
                self._write_comments(indent)
            quoted = self._draw(st.sampled_from(["{}", "{}", "'{}'", '"{}"'])).format(key)
            self._value(f"{lead}{quoted}:{self._draw(st.sampled_from([' ', ' ', '   ']))}", indent, depth)

    def _list(self, indent: int, depth: int) -> None:
        for index in range(self._draw(st.integers(1, 3))):
            if index and self._often(6):
                self._write_comments(indent)
            dash = f"{' ' * indent}-{self._draw(st.sampled_from([' ', '   ']))}"
            if depth < 3 and self._often(2):
                self._map(len(dash), depth + 1, first=dash)
            else:
                self._value(dash, indent, depth, in_list=True)

    def _value(self, lead: str, indent: int, depth: int, *, in_list: bool = False) -> None:
        kind = self._draw(st.integers(0, 9))
        if kind <= 3:
            self.lines.append(lead + self._draw(st.one_of(_PLAIN, _SINGLE, _DOUBLE)) + self._behind())
        elif kind == 4:
            self._folded(lead, indent)
        elif kind == 5:
            self._block(lead, indent)
        elif kind == 6 or depth >= 3:
            self._flow(lead, indent)
        elif kind <= 8 or in_list:
            self.lines.append(lead.rstrip() + (self._behind() if self._odd or not in_list else ""))
            self._map(indent + self._draw(st.integers(1, 4)), depth + 1)
        else:
            self.lines.append(lead.rstrip() + self._behind())
            self._list(indent + self._draw(st.integers(0, 4)), depth + 1)

    def _folded(self, lead: str, indent: int) -> None:
        start, end = self._draw(st.sampled_from([("", ""), ("'", "'"), ('"', '"')]))
        words = self._draw(st.lists(_WORD, min_size=2, max_size=3))
        self.lines.append(f"{lead}{start}{words[0]}")
        for word in words[1:-1]:
            self.lines += [""] if self._often(3) else []
            self.lines.append(" " * (indent + 5) + word)
        self.lines.append(" " * (indent + 3) + words[-1] + end + self._behind())

    def _block(self, lead: str, indent: int) -> None:
        sign = self._draw(st.sampled_from(["|", ">", "|-", ">-", "|+", ">+"]))
        self.lines.append(lead + sign + (f" {self._draw(_COMMENT)}" if self._odd and self._often(5) else ""))
        column = " " * (indent + self._draw(st.integers(1, 4)))
        for index in range(self._draw(st.integers(1, 3))):
            word = self._draw(st.sampled_from(["x", "# none", "y  ", "a: b", "", "  deeper"]))
            self.lines.append((column + word) if word and (index or not word.startswith(" ")) else "")
        self.lines.append(f"{column}end")

    def _flow(self, lead: str, indent: int) -> None:
        words = self._draw(st.lists(st.one_of(_WORD, _SINGLE, _DOUBLE), max_size=3))
        is_map = self._draw(st.booleans())
        entries = [f"k{index}: {word}" if is_map else word for index, word in enumerate(words)]
        start, end = ("{", "}") if is_map else ("[", "]")
        nested = self._draw(st.sampled_from(["", "", "{a: 1}", "[x, y]", "{}"]))
        if nested:
            entries.append(f"n: {nested}" if is_map else nested)
        if not self._often(2) or not entries:
            self.lines.append(f"{lead}{start}{', '.join(entries)}{end}{self._behind()}")
            return
        self.lines.append(f"{lead}{start}")
        for entry in entries:
            note = f" {self._draw(_COMMENT)}" if self._odd and self._often(2) else ""
            self.lines.append(f"{' ' * (indent + 2)}{entry},{note}")
        self.lines.append(f"{' ' * (indent + 1)}{end}{self._behind()}")


@st.composite
def yaml_texts(draw: DrawFn, *, odd_comments: bool = True) -> bytes:
    """The bytes of one document; most, but not all, are what the reader accepts.

    Odd comments are those between { and } or [ and ], behind | and >, and behind a - without its value.
    """
    writer = _Writer(draw, odd=odd_comments)
    writer.document()
    ends = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = ends.join(writer.lines) + draw(st.sampled_from(["", ends, ends * 3]))
    mark = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    return mark + text.encode()
