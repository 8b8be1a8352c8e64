"""Plain text as paragraphs, with web addresses made into links. No other markup is known."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»]{3,500}")
_TRAILING = ".,;:!?)]}’"


def paragraphs(text: str) -> Markup:
    """`text` as HTML paragraphs: an empty line ends one, a line end breaks a line, everything else is escaped."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return Markup("\n").join(Markup("<p>{}</p>").format(_linked(block.strip())) for block in blocks)


def _linked(block: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for match in _ADDRESS.finditer(block):
        address = match[0].rstrip(_TRAILING)
        parts.append(_broken(block[end : match.start()]))
        parts.append(Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>').format(address))
        end = match.start() + len(address)
    parts.append(_broken(block[end:]))
    return Markup("").join(parts)


def _broken(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
