"""Security headers of every answer."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from koban.web.community import Community

_DEVICES = ("camera", "geolocation")
_NEVER = ("microphone", "payment", "usb", "interest-cohort", "browsing-topics")


def content_security_policy(import_map_hash: str, framing_page: str = "") -> str:
    """Nothing but the site itself, no inline code but the import map; in no frame but one of `framing_page`."""
    ancestors = framing_page or "'none'"
    return (
        f"default-src 'none'; script-src 'self' '{import_map_hash}'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; font-src 'self'; form-action 'self'; "
        f"base-uri 'none'; frame-ancestors {ancestors}"
    )


def permissions_policy(community: Community | None) -> str:
    """Only what the features that are on asked for."""
    wanted = (
        {d for i in community.instances.values() for d in i.feature.requires.device} if community else set()
    )
    allowed = [f"{device}=({'self' if device in wanted else ''})" for device in _DEVICES]
    return ", ".join([*allowed, *(f"{device}=()" for device in _NEVER)])


class HeaderWriter:
    """Adds the headers to a response as it starts. `start` gives further headers of this request."""

    def __init__(self, send: Send, policy: str, permissions: str, *, kept: bool) -> None:
        """`kept` says whether a 200 without a word on caching may be kept by the browser and shown offline."""
        self._send = send
        self._fixed = {
            "content-security-policy": policy,
            "permissions-policy": permissions,
            "referrer-policy": "same-origin",
            "x-content-type-options": "nosniff",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }
        self._kept = kept
        self.started = False
        self.cookies: list[str] = []

    async def __call__(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in self._fixed.items():
                headers[name] = value
            for cookie in self.cookies:
                headers.append("set-cookie", cookie)
            if "cache-control" not in headers or self.cookies:
                fresh = self._kept and message["status"] == 200 and "set-cookie" not in headers
                headers["cache-control"] = "no-cache" if fresh else "no-store"
            headers.append("vary", "Accept-Language, Cookie")
        await self._send(message)
