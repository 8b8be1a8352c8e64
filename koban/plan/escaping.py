"""Makes what people wrote harmless in a Git host's comment: it reads as it was written, and means nothing to the host.

Hosts look for mentions, references, addresses and commands in the text that is left when Markdown has been rendered, where
no escape is seen any more. A word joiner (U+2060, invisible, no break) after the sign that begins one takes it apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from koban.diagnostics.screen import safe

_JOINER = "\u2060"
_BEGINS = re.compile(r"[@#!%$~&^:/](?=\S)|[{\[](?=[+\-\[])|\b(?:www|GH)(?=[.-])", re.IGNORECASE)
_HASH = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\\`*_{}\[\]()#+\-.!|~=^:$]")
_TAG = re.compile(r"<(?=[!/?a-z])", re.IGNORECASE)
_TICKS = re.compile(r"`+")


def inline(text: str) -> str:
    """`text` as words within a paragraph; on one line, never at the beginning of one."""
    apart = _HASH.sub(_in_fours, _BEGINS.sub(_parted, " ".join(safe(text).split())))
    return _PUNCTUATION.sub(_escaped, escape(apart, quote=False))


def code(text: str) -> str:
    """`text` as a code span."""
    words = _TAG.sub(_parted, " ".join(safe(text).split())) or " "
    ticks = "`" * (_longest(words) + 1)
    pad = " " if words[0] == "`" or words[-1] == "`" or words == " " else ""
    return f"{ticks}{pad}{words}{pad}{ticks}"


def fenced(lines: Iterable[str]) -> str:
    """`lines` as a block of code in which those that begin with `-` and `+` stand out."""
    body = [_TAG.sub(_parted, safe(line)) for line in lines]
    fence = "`" * max(3, _longest("\n".join(body)) + 1)
    return "\n".join([f"{fence}diff", *body, fence])


def _parted(match: re.Match[str]) -> str:
    return f"{match[0]}{_JOINER}"


def _in_fours(match: re.Match[str]) -> str:
    return _JOINER.join(match[0][start : start + 4] for start in range(0, len(match[0]), 4))


def _escaped(match: re.Match[str]) -> str:
    # GitHub reads formulas between dollar signs before it looks at backslashes.
    return "<span>$</span>" if match[0] == "$" else f"\\{match[0]}"


def _longest(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
