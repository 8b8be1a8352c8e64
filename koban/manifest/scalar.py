"""Plain YAML scalars to values by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema)."""

from __future__ import annotations

import re

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MAY_BE_MORE_THAN_TEXT = frozenset("0123456789+-.~nNtTfF")
_LONGEST_NUMBER = 40

Scalar = str | int | float | bool | None


class UnusableNumberError(ValueError):
    """A number that is endless, no number at all, or too long to keep."""


def resolve(text: str) -> Scalar:
    """The value of a plain scalar; dates stay text. Raises UnusableNumberError."""
    if text and text[0] not in _MAY_BE_MORE_THAN_TEXT:
        return text
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    return _number(text)


def _number(text: str) -> Scalar:
    if _ENDLESS.fullmatch(text):
        raise UnusableNumberError(text)
    for pattern, base in ((_INT, 10), (_OCTAL, 8), (_HEX, 16)):
        if pattern.fullmatch(text):
            if len(text) > _LONGEST_NUMBER:
                raise UnusableNumberError(text)
            return int(text if base == 10 else text[2:], base)
    if _FLOAT.fullmatch(text):
        value = float(text)
        if len(text) > _LONGEST_NUMBER or value in (float("inf"), float("-inf")):
            raise UnusableNumberError(text)
        return value
    return text
