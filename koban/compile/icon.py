"""Checks that an icon can be drawn: an SVG or PNG, square enough. Drawing it is the host's."""

from __future__ import annotations

import re
import struct
from xml.etree import ElementTree as ET

MAX_SIDE = 8192
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)
_MOST_ELEMENTS = 1_000
"""Of a drawing, repetitions by <use> counted each time."""
_NOT_DRAWN = frozenset({"filter", "pattern", "mask", "marker", "image", "foreignObject", "script"})
"""What can take minutes, or what is no drawing."""
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
    if not body.startswith(_PNG):
        _check_effort(body)


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


def _check_effort(body: bytes) -> None:
    """A small file can ask for billions of shapes; whoever draws it would stand still, with all other communities."""
    try:
        root = ET.fromstring(body.decode("utf-8-sig"))  # noqa: S314 - without a document type there is nothing to expand
    except (ET.ParseError, UnicodeDecodeError) as error:
        raise IconError(f"the SVG cannot be read: {error}") from error
    elements = list(root.iter())
    odd = sorted({_name(one) for one in elements} & _NOT_DRAWN)
    if odd:
        raise IconError(f"an SVG icon has plain shapes and gradients, no <{odd[0]}>")
    named = [one for one in elements if one.get("id")]
    by_id = {f"#{one.get('id')}": one for one in named}
    if len(by_id) < len(named):
        raise IconError("an id stands in an SVG icon once")
    effort = len(elements)
    for use in elements:
        if _name(use) == "use":
            repeated = list(by_id[target].iter()) if (target := _target(use)) in by_id else []
            if any(_name(one) == "use" for one in repeated):
                raise IconError("a <use> in an SVG icon repeats nothing that has a <use> itself")
            effort += len(repeated)
    if effort > _MOST_ELEMENTS:
        raise IconError(f"an SVG icon has at most {_MOST_ELEMENTS} shapes, this one {effort}")


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _target(use: ET.Element) -> str:
    return next((value.strip() for key, value in use.attrib.items() if key.rpartition("}")[2] == "href"), "")
