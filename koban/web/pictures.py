"""An app's icon as PNG, from the community's SVG or PNG or from KOBAN's lamp; an SVG is never served as it is."""

from __future__ import annotations

from io import BytesIO
from typing import Literal
from xml.etree import ElementTree as ET

import resvg_py
from PIL import Image

from koban.web.tokens import Theme

Shape = Literal["any", "maskable", "touch"]
_SAFE_ZONE = 0.72
"""How much of a maskable icon surely stays visible is a circle of 80 %; a square drawing needs a little more air."""
_DRAWN = 512


class IconError(Exception):
    """The icon cannot be drawn; the message says why."""


def icon_png(icon: bytes | None, theme: Theme, size: int, shape: Shape = "any") -> bytes:
    """The icon as a square PNG of `size` pixels; `maskable` and `touch` fill the square with the app's colour."""
    drawn = _drawn(icon if icon is not None else lamp_svg(theme))
    if icon is None or shape == "any":
        picture = drawn.resize((size, size), Image.Resampling.LANCZOS)
    else:
        inner = round(size * _SAFE_ZONE)
        picture = Image.new("RGBA", (size, size), theme.light["night"])
        small = drawn.resize((inner, inner), Image.Resampling.LANCZOS)
        picture.alpha_composite(small, ((size - inner) // 2, (size - inner) // 2))
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(body: bytes) -> Image.Image:
    if not body.startswith(b"\x89PNG"):
        body = _rasterised(body)
    try:
        with Image.open(BytesIO(body), formats=["PNG"]) as picture:
            return picture.convert("RGBA")
    except (OSError, Image.DecompressionBombError) as error:
        raise IconError(f"the icon cannot be read: {error}") from error


def _rasterised(body: bytes) -> bytes:
    text = body.decode("utf-8", "replace")
    if "<!" in text.replace("<!--", ""):
        raise IconError("an SVG icon has no document type and no entities")
    try:
        elements = ET.fromstring(text).iter()  # noqa: S314 - without a document type there is nothing to expand
        for element in elements:
            for name, value in element.attrib.items():
                if name.rpartition("}")[2] == "href" and not value.strip().startswith("#"):
                    raise IconError("an SVG icon draws everything itself and refers to no other file")
        return bytes(
            resvg_py.svg_to_bytes(svg_string=text, width=_DRAWN, height=_DRAWN, skip_system_fonts=True)
        )
    except (ET.ParseError, ValueError) as error:
        raise IconError(f"the SVG icon cannot be drawn: {error}") from error


def lamp_svg(theme: Theme) -> bytes:
    """KOBAN's sign in the app's colour: the round lamp over the door, lit."""
    c = theme.light
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
<defs><radialGradient id="g"><stop offset="0" stop-color="{c["lamp"]}" stop-opacity=".75"/>
<stop offset="1" stop-color="{c["lamp"]}" stop-opacity="0"/></radialGradient></defs>
<rect width="512" height="512" fill="{c["night"]}"/><circle cx="256" cy="276" r="206" fill="url(#g)"/>
<path d="M256 96v62M208 160h96" stroke="{c["on-night"]}" stroke-width="18" stroke-linecap="round" fill="none"/>
<circle cx="256" cy="276" r="98" fill="{c["lamp"]}"/>
<path d="M198 258c6-24 20-38 42-44" stroke="#fff" stroke-width="16" stroke-linecap="round" fill="none"/>
<path d="M224 404h64" stroke="{c["on-night"]}" stroke-width="18" stroke-linecap="round"/></svg>""".encode()
