"""Old addresses, of communities and of instances that were renamed: pages lead on to the new ones, what is sent arrives."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from koban.host.gate import SAFE
from koban.host.site import Site
from koban.web.community import Community

_STAYS = ("/sw.js", "/offline", "/favicon.ico", "/apple-touch-icon.png")
_STAYS_BELOW = ("/static/", "/icon-", "/manifest.")
"""What an app that was installed from the old address needs to go on sending from there."""


class Way(NamedTuple):
    """How to answer a request that may have come to an old address."""

    scope: Scope
    """The request, with the present name of its instance."""
    response: Response | None
    """Where to go on instead of being answered here."""


def way_of(scope: Scope, community: Community, site: Site, here: str, now: datetime) -> Way:
    """The way of a request to `site`, whose origin is `here`. The present name and every domain answer for themselves."""
    elsewhere = not site.domain and site.community != community.name
    canonical = community.desk_origin if site.kind == "desk" else community.origin
    path = _present(scope["path"], community, site, now)
    renamed = path != scope["path"]
    if renamed:
        scope = {**scope, "path": path, "raw_path": quote(path).encode()}
    if elsewhere and site.kind == "desk" and scope["method"] not in SAFE:
        # Nobody is signed in there: a session belongs to one origin.
        return Way(scope, RedirectResponse(f"{canonical}/", 303))
    if not _is_page(scope, site) or not (renamed or (elsewhere and not _stays(path, site))):
        return Way(scope, None)
    origin, query = canonical if elsewhere else here, scope["query_string"].decode("latin-1")
    return Way(scope, RedirectResponse(f"{origin}{quote(path)}{'?' if query else ''}{query}", 308))


def _present(path: str, community: Community, site: Site, now: datetime) -> str:
    """`path` with the present name of the instance, if it has an old one. One that somebody else has now is not old."""
    steps = path.split("/")
    at = 2 if site.kind == "app" and steps[1:2] == ["api"] else 1
    name = steps[at] if len(steps) > at else ""
    former = community.names.former.get(name)
    if former is None or now >= former.until or former.now not in community.instances:
        return path
    return "/".join([*steps[:at], former.now, *steps[at + 1 :]])


def _is_page(scope: Scope, site: Site) -> bool:
    return scope["method"] in SAFE and (site.kind == "desk" or not scope["path"].startswith("/api/"))


def _stays(path: str, site: Site) -> bool:
    return site.kind == "app" and (path in _STAYS or path.startswith(_STAYS_BELOW))
