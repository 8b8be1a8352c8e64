"""libyaml's events to nodes, with the refusals of the manifest language. Never composes: that recurses before a limit acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from koban.diagnostics.diagnostic import Diagnostic, Related, Span
from koban.manifest.node import Node
from koban.manifest.refusal import conflict, not_yaml, open_quote, special_space, tab
from koban.manifest.scalar import UnusableNumberError, resolve
from koban.manifest.signs import find_conflict, find_control, find_tabs, odd_space_in, split_lines

MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_DIAGNOSTICS = 50
_SHOWN = 60
_QUOTES = frozenset("\"'")
_KEY_IN_TEXT = re.compile(r"[\r\n][ ]*(?:- )?[A-Za-z][\w-]*:(?=\s)")
_NO_KEYS: dict[str, Span] = {}


@dataclass(slots=True)
class _Open:
    """A map or list whose end has not come yet."""

    value: Any
    keys: dict[str, Span]
    start: Any
    is_map: bool
    key: str | None = None
    end: tuple[int, int] = (0, 0)


class _Stop(Exception):  # noqa: N818 - it says that reading ended, not what went wrong
    """Nothing more is read of this file."""


class Builder:
    """Reads one text once; `diagnostics` are there after `build`."""

    def __init__(self, text: str, file: str) -> None:
        """Take `text`, which lies in `file`."""
        self.diagnostics: list[Diagnostic] = []
        self._text = text
        self._file = file
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._nodes = 0
        self._documents = 0
        self._anchors: set[str] = set()
        self._swallowing: Span | None = None
        self._lines: list[str] | None = None
        self._quoted: list[tuple[int, int]] | None = [] if "\t" in text else None
        self._take: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_map,
            yaml.SequenceStartEvent: self._start_list,
            yaml.MappingEndEvent: self._end_collection,
            yaml.SequenceEndEvent: self._end_collection,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def build(self) -> Node | None:
        """The document's node, or None if anything was refused."""
        control = find_control(self._text, self._file)
        if control is not None:
            self.diagnostics.append(control)
            return None
        both = find_conflict(self._text, self._file)
        if both is not None:
            self.diagnostics.append(conflict(both))
            return None
        try:
            self._run()
        except _Stop:
            return None
        if self._quoted is not None:
            self.diagnostics += map(tab, find_tabs(self._text, self._file, self._quoted))
        if self._root is None and not self.diagnostics:
            self._refuse(
                "KB102", "the file is empty", Span(self._file), "write what belongs here, or delete the file"
            )
        return None if self.diagnostics else self._root

    def _run(self) -> None:
        parser = CParser(self._text)
        take = self._take.get
        try:
            while True:
                event = parser.get_event()
                if event is None:
                    return
                act = take(type(event))
                if act is not None:
                    act(event)
        except yaml.MarkedYAMLError as error:
            self.diagnostics.append(not_yaml(error, self._file, split_lines(self._text), self._swallowing))
            raise _Stop from error
        finally:
            parser.dispose()

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self._file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _refuse(
        self,
        code: str,
        message: str,
        span: Span,
        cure: str,
        *,
        stop: bool = False,
        related: Related | None = None,
    ) -> None:
        found = Diagnostic(code, message, span, help=cure, related=(related,) if related else ())
        self.diagnostics.append(found)
        if stop or len(self.diagnostics) >= MAX_DIAGNOSTICS:
            raise _Stop

    def _document(self, event: Any) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._refuse(
                "KB118",
                "a line that begins with % stands before the document",
                self._span(event),
                "delete that line",
            )
        if self._documents > 1:
            cure = "put each manifest in a file of its own"
            self._refuse("KB108", "a second document begins here", self._span(event), cure, stop=True)

    def _look_at(self, event: Any) -> None:
        if self._nodes > MAX_NODES:
            message = f"the file holds more than {MAX_NODES:,} values"
            self._refuse("KB112", message, self._span(event), "split it up", stop=True)
        if event.anchor is not None:
            self._anchors.add(event.anchor)
            cure = 'write the value out in both places; a text that begins with "&" needs quotes'
            self._refuse(
                "KB105",
                f'anchors ("&{event.anchor[:_SHOWN]}") are not used in manifests',
                self._span(event),
                cure,
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:_SHOWN]
            self._refuse(
                "KB107",
                f'tags ("{tag}") are not used in manifests',
                self._span(event),
                'leave it out; a text that begins with "!" needs quotes',
            )

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        if event.anchor not in self._anchors:
            # Otherwise the anchor was refused already, and this is the same mistake.
            cure = 'write the value out; a text that begins with "*" needs quotes'
            self._refuse(
                "KB105", f'aliases ("*{event.anchor[:_SHOWN]}") are not used in manifests', span, cure
            )
        if self._awaits_key():
            self._key(f"*{event.anchor}", span)
        else:
            self._add(Node(None, span, _NO_KEYS))

    def _scalar(self, event: Any) -> None:
        # The one method that runs for every word of every manifest: it is written for speed.
        self._nodes += 1
        if self._nodes > MAX_NODES or event.anchor is not None or event.tag is not None:
            self._look_at(event)
        start, end = event.start_mark, event.end_mark
        span = Span(self._file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if self._quoted is not None and event.style:
            self._quoted.append((start.index, end.index))
        if start.line != end.line and event.style in _QUOTES:
            self._across_lines(start, end)
        text: str = event.value
        plain = event.implicit[0]
        try:
            value = resolve(text) if plain else text
        except UnusableNumberError:
            self._refuse(
                "KB116",
                f"{text[:20]} is no number that can be kept",
                span,
                "write an ordinary number, or put it in quotes",
            )
            value = text
        top = self._stack[-1] if self._stack else None
        if top is not None and top.is_map and top.key is None:
            self._scalar_key(text, value, span, plain=plain)
            return
        if plain and text == "":
            self._empty(span)
        self._add(Node(value, span, _NO_KEYS))

    def _across_lines(self, start: Any, end: Any) -> None:
        """Notice a quote that somebody forgot to close: it ends where the next one was meant to begin."""
        if self._swallowing is not None or not _KEY_IN_TEXT.search(self._text, start.index, end.index):
            return
        at = start.line + 1, start.column + 1
        self._swallowing = Span(self._file, *at, start.line + 1, start.column + 2)
        if self._text[end.index : end.index + 1].strip(" \r\n,]}:"):
            self.diagnostics.append(open_quote(self._swallowing))
            raise _Stop

    def _scalar_key(self, text: str, value: Any, span: Span, *, plain: bool) -> None:
        if plain and text == "<<":
            self._refuse(
                "KB106", 'merge keys ("<<") are not used in manifests', span, "write the entries out"
            )
        elif not isinstance(value, str):
            shown = text[:_SHOWN] or "an empty key"
            self._refuse(
                "KB113",
                f"{shown} cannot be a key, because a key is text",
                span,
                f'put it in quotes: "{text}"',
            )
        odd = odd_space_in(text, span)
        if odd is not None:
            self.diagnostics.append(special_space(odd))
            raise _Stop
        self._key(text, span)

    def _empty(self, span: Span) -> None:
        if not self._stack:
            self._refuse(
                "KB102", "the file is empty", Span(self._file), "write what belongs here, or delete the file"
            )
            return
        top = self._stack[-1]
        if top.key is None:
            self._refuse(
                "KB114", "a list entry has nothing behind it", span, "write a value, or delete the line"
            )
            return
        shown = top.key[:_SHOWN]
        words, cure = f'"{shown}:" has nothing behind it', "write a value, or `null` if you mean to remove it"
        if top.start.flow_style and " " in top.key:
            words = f'between {{ and }} a comma ends a text, so "{shown}" stands alone'
            cure = 'put the whole text in quotes: "…, …"'
        elif self._comment_behind(top.keys[top.key]):
            words = f'"{shown}:" has nothing behind it, because "#" begins a comment'
            cure = 'put the value in quotes: "#…"'
        self._refuse("KB114", words, top.keys[top.key], cure)

    def _comment_behind(self, key: Span) -> bool:
        if self._lines is None:
            self._lines = split_lines(self._text)
        line = self._lines[key.end_line - 1]
        return re.match(r"\s*:\s+#\S", line[key.end_column - 1 :]) is not None

    def _awaits_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].is_map and self._stack[-1].key is None

    def _key(self, text: str, span: Span) -> None:
        top = self._stack[-1]
        first = top.keys.get(text)
        if first is not None:
            message = f'"{text[:_SHOWN]}" stands twice in one map'
            self._refuse(
                "KB103", message, span, "keep one of them", related=Related(first, "the first one is here")
            )
        top.key = text
        top.keys[text] = span

    def _add(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        top.end = (node.span.end_line, node.span.end_column)
        if top.is_map:
            top.value[top.key] = node
            top.key = None
        else:
            top.value.append(node)

    def _start_map(self, event: Any) -> None:
        self._open(event, _Open({}, {}, event, is_map=True))

    def _start_list(self, event: Any) -> None:
        self._open(event, _Open([], _NO_KEYS, event, is_map=False))

    def _open(self, event: Any, opened: _Open) -> None:
        self._nodes += 1
        self._look_at(event)
        if self._awaits_key():
            cure = "write a plain name before the colon; a text that begins with { or [ needs quotes"
            self._refuse("KB113", "a key is text, not a map or a list", self._span(event), cure, stop=True)
        if len(self._stack) >= MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            self._refuse("KB111", message, self._span(event), "nest them less", stop=True)
        self._stack.append(opened)

    def _end_collection(self, event: Any) -> None:
        done = self._stack.pop()
        start, end = done.start.start_mark, event.end_mark
        # A block collection "ends" where the next token begins; its last entry is where a reader sees it end.
        last = (end.line + 1, end.column + 1) if done.start.flow_style or done.end == (0, 0) else done.end
        self._add(Node(done.value, Span(self._file, start.line + 1, start.column + 1, *last), done.keys))
