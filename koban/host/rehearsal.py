"""Before a bundle goes live: every citizen page of it, in every language, is rendered once in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from pydantic import ValidationError
from starlette.types import Message, Scope

from koban.host.application import Host
from koban.host.shelf import LostBundleError
from koban.host.site import Site
from koban.store.fleet.rows import CommunityRow
from koban.web.community import Community, MissingFeatureError
from koban.web.log import place_of

_SECONDS = 60.0
OWN_PAGES = ("/", "/about", "/privacy", "/accessibility", "/offline", "/sw.js", "/icon-192.png")


def rehearse(host: Host, row: CommunityRow, digest: str) -> str | None:
    """Why this host cannot serve the bundle, in words for people, or None if it can. Runs in a thread of its own."""
    try:
        community = host.shelf.load(row, digest)
    except (LostBundleError, MissingFeatureError) as error:
        return str(error)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, found["loc"])) for found in error.errors()[:3])
        return f"the installed plugins do not accept these settings: {places}"
    for instance in community.instances.values():
        failed = host.dispatcher.mounted.failed.get(instance.feature.name)
        if failed:
            return failed
    try:
        return asyncio.run(asyncio.wait_for(_first_failure(host, community), _SECONDS))
    except TimeoutError:
        return f"its pages took longer than {_SECONDS:.0f} seconds to render"


async def _first_failure(host: Host, community: Community) -> str | None:
    for language in community.languages:
        for path in pages_of(community, language):
            status, failures = await _ask(host, community, path, language)
            if status >= 400:
                why = f": {place_of(failures[0])}" if failures else ""
                return f"the page {path} in {language} answers {status}{why}"
    return None


def pages_of(community: Community, language: str) -> Iterator[str]:
    """Every page that can be named without knowing a record."""
    yield from OWN_PAGES
    yield community.theme.path
    yield f"/manifest.{language}.webmanifest"
    for name, instance in community.instances.items():
        for screen in instance.feature.screens:
            if "{" not in screen.path:
                yield f"/{name}/{screen.path}"
        for path in instance.feature.offline_paths(instance.config):
            yield f"/{name}/{path}"


async def _ask(host: Host, community: Community, path: str, language: str) -> tuple[int, list[Exception]]:
    statuses: list[int] = []
    failures: list[Exception] = []
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": f"lang={language}".encode(),
        "headers": [(b"host", community.origin.partition("://")[2].encode())],
        "client": None,
        "server": None,
        "koban.failures": failures,
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await host.dispatcher.answer(community, Site(community.name, "app"), scope, receive, send)
    return (statuses[0] if statuses else 500), failures
