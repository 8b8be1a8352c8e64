"""A QR code as inline SVG."""

from __future__ import annotations

from io import BytesIO

import segno
from markupsafe import Markup


def qr_svg(text: str, title: str) -> Markup:
    """`text` as an SVG picture, dark on light whatever the page's colours, with a title for those who cannot see it."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        scale=5,
        border=3,
        dark="#000",
        light="#fff",
        title=title,
        xmldecl=False,
        svgns=True,
        nl=False,
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - made here; segno escapes the title
