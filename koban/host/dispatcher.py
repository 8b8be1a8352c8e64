"""The ASGI application: exact host name to site, first path segment to feature instance or own page."""

from __future__ import annotations

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from koban.host import strangers
from koban.host.compression import Compressor
from koban.host.entrance import Entrance
from koban.host.errors import error_response
from koban.host.features import Mounted
from koban.host.gate import (
    METHODS,
    SAFE,
    BodyGate,
    comes_from_elsewhere,
    in_another_charset,
    without_cookies_of_no_browser,
)
from koban.host.headers import HeaderWriter, content_security_policy, permissions_policy
from koban.host.moved import way_of
from koban.host.reader import forget_note, language_of, note_of
from koban.host.shelf import UNLOADABLE, Shelf
from koban.host.site import Addresses, Site
from koban.web.community import Community
from koban.web.log import place_of
from koban.web.preview import framing_page
from koban.web.runtime import Runtime
from koban.web.visit import Kind, Visit

log = structlog.get_logger()
_MAX_PATH = 2000


class Dispatcher:
    """Pure ASGI. One object serves all communities; `own` are the host's own pages by kind of site."""

    def __init__(
        self, runtime: Runtime, shelf: Shelf, addresses: Addresses, own: dict[Kind, ASGIApp]
    ) -> None:
        """Mount every installed feature once."""
        self.runtime = runtime
        self.mounted = Mounted(runtime.registry)
        self._shelf = shelf
        self._addresses = addresses
        self._own = own
        self.entrance = Entrance(runtime.control, runtime.clock)
        hash_ = runtime.assets.import_map_hash
        self._policy = content_security_policy(hash_)
        self._app_policy = content_security_policy(hash_, framing_page(runtime.control))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        if scope["type"] != "http":
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        site = self._shelf.site(host)
        try:
            community = await self._community(site.community) if site else None
        except UNLOADABLE as error:
            log.error("cannot_serve", host=host, why=place_of(error))  # noqa: TRY400 - the reason is one line
            await strangers.unavailable(scope)(scope, receive, self._plain_writer(send))
            return
        if site is None or community is None:
            await strangers.misdirected(scope)(scope, receive, self._plain_writer(send))
            return
        await self.answer(community, site, scope, receive, send)

    async def _community(self, name: str) -> Community | None:
        found = self._shelf.at_hand(name)
        return found or await run_in_threadpool(self._shelf.served, name)

    def _origin(self, site: Site) -> str:
        """The origin of pages of the very site that was asked: domains and names, old ones too, are strangers to each other."""
        domains = [site.domain] if site.domain else []
        app, desk = self._addresses.origins(site.community, domains)
        return desk if site.kind == "desk" else app

    def _plain_writer(self, send: Send) -> HeaderWriter:
        return HeaderWriter(send, self._policy, permissions_policy(None), kept=False)

    async def answer(
        self, community: Community, site: Site, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer one request to `community`, whether it is served already or only a candidate."""
        origin = self._origin(site)
        foreign = comes_from_elsewhere(scope, origin)
        scope = without_cookies_of_no_browser(scope)
        scope, leads_on = way_of(scope, community, site, origin, self.runtime.clock.now())
        kind, instance, app = self._find(community, site, scope["path"])
        visit = Visit(
            community,
            self.runtime,
            kind,
            language_of(HTTPConnection(scope), community.languages),
            scope["path"],
            instance,
            note=note_of(HTTPConnection(scope)),
        )
        sender = Compressor(scope, send)
        policy = self._policy if kind == "desk" else self._app_policy
        writer = HeaderWriter(sender, policy, permissions_policy(community), kept=_keepable(scope, visit))
        if visit.note and scope["method"] in SAFE and kind != "api":
            writer.cookies.append(forget_note())
        gate = BodyGate(scope, receive)
        # The server leaves the body out. At the desk a GET can sign in: whoever merely looks at a link must not use it up.
        method = "GET" if scope["method"] == "HEAD" and kind != "desk" else scope["method"]
        scope = {**scope, "koban.visit": visit, "koban.host": self, "root_path": visit.root, "method": method}
        refusal = leads_on or _refusal(visit, scope, app, gate, foreign=foreign)
        if refusal is not None:
            await gate.drain()
            await refusal(scope, receive, writer)
            return
        if kind == "desk":
            visit.officer, renewed = await run_in_threadpool(
                self.entrance.sessions.officer, HTTPConnection(scope), community
            )
            writer.cookies += renewed
            app = self._guarded(visit, app)
        await self._run(visit, app, scope, gate, writer)

    async def _run(
        self, visit: Visit, app: ASGIApp | None, scope: Scope, gate: BodyGate, writer: HeaderWriter
    ) -> None:
        async def send(message: Message) -> None:
            if not gate.exceeded or writer.started:
                await writer(message)

        instance = visit.instance
        try:
            if app is not None:
                await app(scope, gate, send)
        except Exception as error:  # noqa: BLE001 - whatever a feature raises: its reader got a page
            scope.get("koban.failures", []).append(error)
            name = visit.community.name
            log.error("request_failed", community=name, instance=instance, why=place_of(error))  # noqa: TRY400 - a traceback may quote what people wrote
        if gate.exceeded and not writer.started:
            await gate.drain()
            await error_response(visit, 413)(scope, gate, writer)

    def _find(self, community: Community, site: Site, path: str) -> tuple[Kind, str, ASGIApp | None]:
        """The kind of page, the instance and the application that answers `path`."""
        first, _, rest = path.lstrip("/").partition("/")
        kind: Kind = "desk" if site.kind == "desk" else "pages"
        if site.kind == "app" and first == "api":
            kind, first = "api", rest.partition("/")[0]
        instance = community.instances.get(first)
        if instance is not None:
            if instance.feature.name in self.mounted.failed:
                return kind, first, _failed
            return kind, first, self.mounted.app(instance.feature, kind)
        return kind, "", self._own.get(kind)

    def _guarded(self, visit: Visit, app: ASGIApp | None) -> ASGIApp | None:
        """The desk's feature pages need an officer; its own pages decide for themselves."""
        if visit.instance == "":
            return app
        if visit.officer is None:
            return RedirectResponse("/sign-in", 303)
        if not visit.officer.works_here:
            visit.instance = ""
            return visit.render("no-permission.html", 403)
        return app


def _refusal(
    visit: Visit, scope: Scope, app: ASGIApp | None, gate: BodyGate, *, foreign: bool
) -> Response | None:
    """The answer to a request that no handler shall see, or None."""
    status = 0
    if scope["method"] not in METHODS:
        status = 405
    elif foreign:
        status = 403
    elif gate.exceeded:
        status = 413
    elif in_another_charset(scope):
        status = 400
    elif app is None or len(scope["path"]) > _MAX_PATH:
        status = 404
    elif visit.instance and scope["path"] == visit.root and visit.kind != "api":
        return RedirectResponse(visit.root + "/", 308)
    return error_response(visit, status) if status else None


def _keepable(scope: Scope, visit: Visit) -> bool:
    return visit.kind == "pages" and scope["method"] in SAFE and not visit.note


async def _failed(scope: Scope, receive: Receive, send: Send) -> None:
    await error_response(scope["koban.visit"], 503)(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
