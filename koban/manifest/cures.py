"""What to write instead, guessed from what stands there: the slips that people make who never saw YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from koban.model.base import LANGUAGE

_CURLY = frozenset("“”„‟«»‘’‚")
SWITCHED = frozenset({"features", "connectors"})
"""Maps whose entries may be `true` or `false`."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 40


def curly_quotes(value: Any) -> str:
    """For a value in the quotes of a word processor, which YAML takes as part of the text."""
    if isinstance(value, str) and value[:1] in _CURLY:
        return 'these are the quotes of a word processor: write straight ones, "…"'
    return ""


def language_meant(value: Any) -> str:
    """`did you mean "nl"?` for NL or nl_BE, or nothing."""
    if not isinstance(value, str):
        return ""
    base, *rest = re.split("[-_ ]", value.strip("".join(_CURLY)))
    tag = "-".join([base.lower(), *rest])
    return f'did you mean "{tag}"?' if tag != value and re.fullmatch(LANGUAGE, tag) else ""


def language_cure(value: Any) -> str:
    """For what is no language."""
    if isinstance(value, str) and ";" in value:
        return "put commas between the languages: [nl, fr]"
    return "write its two or three small letters, such as `nl` (ISO 639)"


def hours_cure(value: Any) -> str:
    """For what is no opening hours."""
    if isinstance(value, str) and re.search("[–—]", value):
        return "write a plain hyphen (-), not a dash (–)"
    return 'days are Mo Tu We Th Fr Sa Su PH, times 08:00; write something like "Mo-Fr 09:00-17:00; PH off"'


def date_cure(value: Any) -> str:
    """For what is no date."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        return "the calendar has no such day"
    return "write year, month and day: 2027-12-31"


def duration_cure(value: Any, message: str) -> str:
    """For what is no duration; `message` tells whether staffed days are possible."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000:
        return f"add the unit, such as `{value}d` for days"
    return "write something like `2wd`" if "wd" in message else "write something like `15m` or `180d`"


def path_cure(value: Any) -> str:
    """For a file that is named by a place outside the folder."""
    if isinstance(value, str) and "\\" in value and ":" not in value and not value.startswith("\\"):
        return f"write / instead of \\: {value.replace(chr(92), '/')[:_SHOWN]}"
    return "put the file into the folder and name it from there"


def number_cure(value: Any) -> str:
    """For what is no number."""
    if isinstance(value, str) and re.fullmatch("[0-9]+,[0-9]+", value):
        return "numbers take a point, not a comma"
    return ""


def map_cure(value: Any, loc: Sequence[str | int]) -> str:
    """For what stands where a map belongs."""
    if len(loc) == 2 and loc[0] in SWITCHED:
        return "write `true` or `false`, or the settings below `with:`"
    name = loc[-1] if loc else ""
    if name == "unit" and isinstance(value, str):
        return f"write `unit: {{of: {value[:_SHOWN]}}}` for a unit of the force, or its `name:` and the rest below it"
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        each = "true" if name in SWITCHED else "…"
        entries = ", ".join(
            f"{_as_name(item)}: {each if each == 'true' else item[:_SHOWN]}" for item in value[:3]
        )
        return f"give each entry a name: `{name}: {{{entries}}}`"
    return "write `name: value` below it, one a line and indented"


def _as_name(words: str) -> str:
    return re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")[:_SHOWN] or "name"
