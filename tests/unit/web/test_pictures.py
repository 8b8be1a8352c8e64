from io import BytesIO

import pytest
from PIL import Image
from sample_community import ICON

from koban.web.pictures import IconError, icon_png
from koban.web.tokens import theme_of

THEME = theme_of("#0b6e4f")


def picture(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body)).convert("RGBA")


def test_an_svg_is_rasterised_in_its_size() -> None:
    drawn = picture(icon_png(ICON, THEME, 192))
    assert drawn.size == (192, 192)
    assert drawn.getpixel((96, 96)) == (0xB3, 0x00, 0x1B, 255)


def test_a_maskable_icon_leaves_room_in_the_apps_colour() -> None:
    drawn = picture(icon_png(ICON, THEME, 512, "maskable"))
    assert drawn.getpixel((4, 4)) == (*bytes.fromhex(THEME.light["night"][1:]), 255)
    assert drawn.getpixel((256, 256)) == (0xB3, 0x00, 0x1B, 255)


def test_without_an_icon_there_is_the_lamp() -> None:
    drawn = picture(icon_png(None, THEME, 180, "touch"))
    assert drawn.getpixel((90, 97)) == (*bytes.fromhex(THEME.light["lamp"][1:]), 255)


@pytest.mark.parametrize(
    "body",
    [
        b"no picture",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="/etc/hostname"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><use x:href="a.svg"/></svg>',
        b"\x89PNG\r\n\x1a\nbroken",
    ],
)
def test_what_cannot_or_must_not_be_drawn_is_refused(body: bytes) -> None:
    with pytest.raises(IconError):
        icon_png(body, THEME, 192)
