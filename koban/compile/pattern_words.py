"""What editors say where a pattern does not match: the words of a check, instead of the pattern."""

from __future__ import annotations

from koban.compile.subschemas import Schema, each_subschema
from koban.manifest.pattern import PATTERNS
from koban.model.base import INSIDE_FOLDER, LANGUAGE, NAME_PATTERN
from koban.model.duration import PATTERN as PROMISE

DATE = r"^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_WORDS = {
    DATE: "a date has year, month and day: 2027-12-31",
    INSIDE_FOLDER: "a file is named relative to the manifest's folder, without .. and no leading /",
    NAME_PATTERN: "a name has 1 to 40 small letters, digits and single hyphens and begins with a letter",
    PROMISE: "a duration is a number and a unit: 15m, 2h, 3d or 2wd (staffed days)",
    PROMISE.replace("|wd", ""): "a duration is a number and a unit: 30s, 15m, 2h or 365d",
    rf"^{LANGUAGE}$": "a language is written as its code, such as nl, pl-simple or uk",
    r"\S": "a text for people cannot be empty",
} | {pattern: f"{message}: {cure}" for pattern, (_, message, cure) in PATTERNS.items()}


def with_pattern_words(schema: Schema) -> Schema:
    """`schema` with words beside every pattern that has some."""
    told = each_subschema(schema, with_pattern_words)
    words = _WORDS.get(str(schema.get("pattern")))
    return {**told, "patternErrorMessage": words} if words else told
