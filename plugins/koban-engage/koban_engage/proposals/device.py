"""One device, one support: a random number in a signed cookie, kept as a keyed hash only. No account, no address."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass

from koban.api.web import Request, Response, Visit

COOKIE = "__Host-koban-device"
_YEAR = 366 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Device:
    """The device that a request comes from."""

    number: str
    known: bool
    """Whether it brought its cookie."""

    def support_id(self, visit: Visit, proposal: str) -> str:
        """The id under which this device's support of a proposal is kept."""
        return visit.keyed_hash(f"support:{proposal}:{self.number}")

    def remember(self, visit: Visit, response: Response) -> None:
        """Give the device its cookie."""
        response.set_cookie(
            COOKIE,
            f"{self.number}.{_signature(visit, self.number)}",
            max_age=_YEAR,
            path="/",
            secure=True,
            httponly=True,
            samesite="lax",
        )


def device_of(visit: Visit, request: Request) -> Device:
    """The device, by its cookie; a new one if it brings none that we signed."""
    number, _, signature = request.cookies.get(COOKIE, "").partition(".")
    if re.fullmatch(r"[0-9a-f]{32}", number) and hmac.compare_digest(
        signature.encode(), _signature(visit, number).encode()
    ):
        return Device(number, known=True)
    return Device(secrets.token_hex(16), known=False)


def _signature(visit: Visit, number: str) -> str:
    return visit.keyed_hash(f"device:{number}")
