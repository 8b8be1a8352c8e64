"""A QR code as an SVG picture."""

from __future__ import annotations

import base64
from io import BytesIO

import segno
from markupsafe import Markup


def qr_svg(text: str, title: str) -> Markup:
    """`text` as an SVG picture, dark on light whatever the page's colours, with a title for those who cannot see it."""
    return Markup(_svg(text, title, svgns=False))  # noqa: S704 - made here; segno escapes the title


def qr_data(text: str) -> str:
    """`text` as the address of an SVG picture, for scripts."""
    return "data:image/svg+xml;base64," + base64.b64encode(_svg(text, None, svgns=True).encode()).decode()


def _svg(text: str, title: str | None, *, svgns: bool) -> str:
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
        svgns=svgns,
        nl=False,
    )
    return out.getvalue().decode()
