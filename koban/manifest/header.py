"""The first line of a manifest, which tells editors where its schema lies."""

from __future__ import annotations

import re

_LINE = re.compile(r"#[ \t]*yaml-language-server:[ \t]*\$schema=(\S+)[ \t]*(?:\n|$)")
_LEADING = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
_SCHEMAS = "schemas/v1"


def schema_of(kind: str) -> str:
    """Where the schema of a kind (`community`, `force` ...) lies in a workspace that has one."""
    return f"{_SCHEMAS}/{kind}.schema.json"


def header_of(file: str, kind: str) -> str:
    """The first line of the manifest `file`, without its end."""
    return f"# yaml-language-server: $schema={'../' * file.count('/')}{schema_of(kind)}"


def with_header(text: str, header: str) -> str:
    """`text` with `header` as its first line, in the place of one that leads elsewhere in the workspace.

    One that leads to an address (https://…) was chosen by somebody and stays.
    """
    leading = _LEADING.match(text)
    end = leading.end() if leading else 0
    found = next((each for each in _LINE.finditer(text, 0, end) if _begins_line(text, each.start())), None)
    if found is None:
        return f"{header}\n{text}"
    if ":" in found[1]:
        return text
    return f"{header}\n{text[: found.start()]}{text[found.end() :]}"


def without_header(text: str) -> str:
    """`text` without that line, if it has one."""
    found = _LINE.match(text)
    return text[found.end() :] if found else text


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"
