"""Words as they are written in YAML: plain where our reader takes them for what they are, else in quotes."""

from __future__ import annotations

import json
import re

from koban.manifest.reader import read

_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_NOT_PRINTABLE = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_SLOT = "t"


def as_key(name: str) -> str:
    """`name` as the key of a map."""
    return name if _NAME.fullmatch(name) and name.lower() not in _RESERVED else quoted(name)


def as_words(words: str, *, flow: bool = False) -> str:
    """`words` as a value on one line; `flow` within braces or brackets."""
    return words if _plain(words, flow=flow) else quoted(words)


def as_lines(words: str, indent: int) -> list[str]:
    """`words` as a value of the block style: several paragraphs one below the other, `indent` spaces deep."""
    body = words.removesuffix("\n")
    if "\n" not in body:
        return [as_words(words)]
    head = "|" if words != body else "|-"
    lines = [head, *(" " * indent + line if line else "" for line in body.split("\n"))]
    text = "\n".join([f"{_SLOT}: {head}", *(f" {line}" if line else "" for line in body.split("\n"))]) + "\n"
    return lines if not _NOT_PRINTABLE.search(words) and _reads(text) == words else [quoted(words)]


def quoted(words: str) -> str:
    """`words` in double quotes; what cannot be seen is written as an escape."""
    return _NOT_PRINTABLE.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}",
        json.dumps(words, ensure_ascii=False),
    )


def _plain(words: str, *, flow: bool) -> bool:
    if "\n" in words or words.lower() in _RESERVED or _NOT_PRINTABLE.search(words):
        return False
    text = f"{{{_SLOT}: {words}, {_SLOT}2: x}}" if flow else f"{_SLOT}: {words}  # x"
    return _reads(text) == words


def _reads(text: str) -> object:
    node, problems = read(text.encode("utf-8", "surrogatepass"), "")
    found = node.get(_SLOT) if node is not None and not problems else None
    return found.value if found is not None else None
