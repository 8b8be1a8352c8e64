"""Checks that an icon can be drawn: an SVG or PNG, square enough. Drawing it is the host's."""

from __future__ import annotations

import re
import struct

MAX_SIDE = 8192
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)
_NUMBER = r"\s*([0-9]+(?:\.[0-9]+)?)\s*"


class IconError(ValueError):
    """The file is no icon; the message says why in plain words."""


def check_icon(body: bytes) -> None:
    """Raise IconError unless `body` is an SVG or PNG whose sides differ by at most a fifth."""
    width, height = _png(body) if body.startswith(_PNG) else _svg(body)
    if width <= 0 or height <= 0 or max(width, height) > MAX_SIDE:
        raise IconError(f"an icon's sides are between 1 and {MAX_SIDE}, here {width:g} by {height:g}")
    if max(width, height) > 1.2 * min(width, height):
        raise IconError(f"an icon is square, this one is {width:g} by {height:g}")


def _png(body: bytes) -> tuple[float, float]:
    if len(body) < 24 or body[12:16] != b"IHDR":
        raise IconError("it begins like a PNG, but is none")
    width, height = struct.unpack(">II", body[16:24])
    return width, height


def _svg(body: bytes) -> tuple[float, float]:
    lowered = body.lower()
    if b"<!entity" in lowered or b"<!doctype" in lowered:
        raise IconError("an SVG icon has no document type and no entities")
    found = _SVG.search(body)
    if found is None:
        raise IconError("an icon is an SVG or a PNG")
    tag = found[0].decode("utf-8", "replace")
    box = re.search(rf"viewBox\s*=\s*[\"'][^\"']*?[\s,]{_NUMBER}[\s,]{_NUMBER}[\"']", tag)
    if box:
        return float(box[1]), float(box[2])
    sides = [re.search(rf"\b{side}\s*=\s*[\"']{_NUMBER}(?:px)?[\"']", tag) for side in ("width", "height")]
    if not all(sides):
        raise IconError("an SVG icon says how large it is: give it a viewBox")
    return float(sides[0][1]), float(sides[1][1])  # type: ignore[index]
