"""Photos come out as the picture and nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from koban_engage.picture import LONGEST_SIDE, PictureError, clean_picture


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "CMYK"])
def test_every_kind_of_jpeg_and_png_comes_out_as_a_plain_jpeg(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = Image.open(BytesIO(clean_picture(encoded(Image.new(mode, (30, 20)), kind))))
    assert (out.format, out.mode, out.size) == ("JPEG", "RGB", (30, 20))


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA"), ("GIF", "P")])
def test_transparent_parts_become_white(kind: str, mode: str) -> None:
    picture = Image.new("RGBA", (8, 8), (0, 0, 0, 0)).convert(mode)
    out = Image.open(
        BytesIO(clean_picture(encoded(picture, kind, **({"transparency": 0} if kind == "GIF" else {}))))
    )
    assert out.getpixel((4, 4)) == (255, 255, 255)


def test_text_chunks_are_gone() -> None:
    picture = Image.new("RGB", (8, 8))
    picture.info["comment"] = b"secret"
    body = encoded(picture, "GIF", comment=b"secret words")
    assert b"secret" in body
    assert b"secret" not in clean_picture(body)


def test_large_pictures_are_made_smaller() -> None:
    out = Image.open(BytesIO(clean_picture(encoded(Image.new("RGB", (5000, 1000)), "JPEG"))))
    assert out.size[0] == LONGEST_SIDE


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable"),
        (encoded(Image.new("RGB", (100, 100), "red"), "JPEG")[:400], "unreadable"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unreadable"),
        (b"x" * (10 * 1024 * 1024 + 1), "large"),
        (encoded(Image.new("1", (7000, 7000)), "PNG"), "pixels"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(body: bytes, reason: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_picture(body)
    assert caught.value.reason == reason
