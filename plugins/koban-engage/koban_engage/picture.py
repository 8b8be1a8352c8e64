"""Photos as they are kept: decoded, turned upright and encoded anew, so that nothing but the picture is left."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from koban.api.web import Turns

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2048
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_TURNS = Turns()
"""Each takes up to 400 MB while it is drawn anew."""
ACCEPT = "image/jpeg,image/png,image/webp,image/gif"


class PictureError(Exception):
    """A file that is no picture we take; `reason` is `large`, `pixels` or `unreadable`."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(reason)
        self.reason = reason


def clean_picture(body: bytes, longest: int = LONGEST_SIDE) -> bytes:
    """The picture in `body` as a JPEG without any metadata, no side longer than `longest` pixels.

    Raises PictureError if it is too large or cannot be read, HTTPException 503 while too many wait for theirs.
    """
    if len(body) > MOST_BYTES:
        raise PictureError("large")
    try:
        with _TURNS.one(), warnings.catch_warnings():
            # Our own bound on pixels is lower than Pillow's, and damaged metadata is dropped anyway.
            warnings.simplefilter("ignore")
            return _encoded(body, longest)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        TypeError,
    ) as error:
        # What Pillow's decoders raise on damaged files.
        raise PictureError("unreadable") from error
    except Image.DecompressionBombError as error:
        raise PictureError("pixels") from error


def _encoded(body: bytes, longest: int) -> bytes:
    with Image.open(BytesIO(body), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureError("pixels")
        picture.draft("RGB", (longest, longest))
        picture.thumbnail((longest, longest))  # before any copy is made
        plain = _on_white(ImageOps.exif_transpose(picture))
    out = BytesIO()
    plain.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture of the pixels alone: what Pillow carries along beside them stays behind."""
    plain = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        plain.paste(coloured, mask=coloured.getchannel("A"))
    else:
        plain.paste(picture.convert("RGB"))
    return plain
