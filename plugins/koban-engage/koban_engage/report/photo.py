"""The photo of a report on its way in: from a file field, or carried along as text by a page without JavaScript."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from koban.api.web import Visit
from koban_engage.picture import MOST_BYTES, PictureError, clean_picture
from koban_engage.sent import CARRIED, Sent


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that is fit to be kept, or why there is none."""

    body: bytes | None = None
    error: str = ""

    @property
    def carried(self) -> str:
        """The picture as text, for a hidden field."""
        return base64.b64encode(self.body).decode() if self.body else ""


def photo_of(visit: Visit, sent: Sent) -> Photo:
    """The photo that was sent, without its metadata."""
    body = sent.files.get("photo")
    if body is None and sent.raw(CARRIED) and not sent.yes("photo-drop"):
        try:
            body = base64.b64decode(sent.raw(CARRIED), validate=True)
        except (binascii.Error, ValueError):
            return Photo(error=_reason(visit, "unreadable"))
    if body is None:
        return Photo()
    try:
        return Photo(clean_picture(body))
    except PictureError as error:
        return Photo(error=_reason(visit, error.reason))


def _reason(visit: Visit, reason: str) -> str:
    if reason == "large":
        size = visit.number(MOST_BYTES // 1024 // 1024)
        return visit._(
            "This photo is larger than {size} MB. Choose a smaller one, or send without it.", size=size
        )
    if reason == "pixels":
        return visit._("This photo has too many pixels. Choose a smaller one, or send without it.")
    return visit._("We cannot read this photo. Choose another one (JPEG, PNG or WebP), or send without it.")
