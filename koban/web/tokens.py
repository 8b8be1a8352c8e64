"""Design tokens: the stylesheet with every colour of an app, derived from its one colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from koban.colour.palette import Colours, dark_colours, light_colours
from koban.model.bundle import sha256


@dataclass(frozen=True, slots=True)
class Theme:
    """The stylesheet with a community's colours."""

    css: bytes
    digest: str
    light: Colours
    dark: Colours

    @property
    def path(self) -> str:
        return f"/static/theme-{self.digest}.css"


@lru_cache(maxsize=512)
def theme_of(colour: str, *, large_text: bool = False) -> Theme:
    """The theme of an app whose colour is `#rrggbb`."""
    light, dark = light_colours(colour), dark_colours(colour)
    css = (
        f":root{{color-scheme:light dark;{_declarations(light)}}}\n"
        f"@media(prefers-color-scheme:dark){{:root{{{_declarations(dark)}}}}}\n"
        + ("html{font-size:125%}\n" if large_text else "")
    ).encode()
    return Theme(css, sha256(css)[:16], light, dark)


def _declarations(colours: Colours) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
