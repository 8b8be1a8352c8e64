"""Plain YAML scalars to values by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema)."""

from __future__ import annotations

import re

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MAY_BE_MORE_THAN_TEXT = frozenset("0123456789+-.~nNtTfF")
_ENDLESS_VALUES = (float("inf"), float("-inf"))
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
    if _DECIMAL.fullmatch(text):
        whole = text.lstrip("+-").isdigit()
        value: Scalar = int(text) if whole and len(text) <= _LONGEST_NUMBER else float(text)
        if len(text) > _LONGEST_NUMBER or value in _ENDLESS_VALUES:
            raise UnusableNumberError(text)
        return value
    for pattern, base in ((_OCTAL, 8), (_HEX, 16)):
        if pattern.fullmatch(text):
            if len(text) > _LONGEST_NUMBER:
                raise UnusableNumberError(text)
            return int(text[2:], base)
    if _ENDLESS.fullmatch(text):
        raise UnusableNumberError(text)
    return text
