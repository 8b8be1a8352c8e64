"""What makes the app installable: web app manifest, icons, service worker, offline page."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, HTTPException, Response

from koban.texts.languages import direction
from koban.web.assets import script
from koban.web.community import Community
from koban.web.pictures import Shape, icon_png
from koban.web.tokens import theme_of
from koban.web.visit import Here, Visit

router = APIRouter()
icon_router = APIRouter()
_ICONS: dict[str, tuple[int, Shape]] = {
    "icon-192.png": (192, "any"),
    "icon-512.png": (512, "any"),
    "icon-maskable-192.png": (192, "maskable"),
    "icon-maskable-512.png": (512, "maskable"),
    "apple-touch-icon.png": (180, "touch"),
}
_SHORTCUTS = 3


@router.get("/manifest.{language}.webmanifest")
def manifest(visit: Here, language: str) -> Response:
    """One manifest a language, all with one id."""
    if language not in visit.community.languages:
        raise HTTPException(404)
    visit.language = language
    body = json.dumps(manifest_of(visit), ensure_ascii=False)
    return Response(body, media_type="application/manifest+json", headers={"cache-control": "no-cache"})


def manifest_of(visit: Visit) -> dict[str, Any]:
    """The web app manifest (W3C) in the visit's language."""
    community, spec = visit.community, visit.community.spec
    name = community.app_name(visit.language)
    manifest: dict[str, Any] = {
        "id": "/",
        "name": community.title(visit.language),
        "short_name": name,
        "lang": visit.language,
        "dir": direction(visit.language),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": community.theme.light["night"],
        "background_color": community.theme.light["paper"],
        "launch_handler": {"client_mode": "navigate-existing"},
        "icons": [
            {"src": f"/{file}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": shape}
            for file, (size, shape) in _ICONS.items()
            if shape != "touch"
        ],
        "shortcuts": [
            {"name": item.title, "url": item.href} for item in visit.navigation() if item.href != "/"
        ][:_SHORTCUTS],
    }
    if spec.summary:
        manifest["description"] = visit.say(spec.summary)
    return manifest


@icon_router.get("/icon-{rest}.png")
def icon(visit: Here, rest: str) -> Response:
    """The icon in one of its sizes."""
    return _icon(visit.community, f"icon-{rest}.png")


@icon_router.get("/apple-touch-icon.png")
def touch_icon(visit: Here) -> Response:
    """The icon for the home screen of Apple's phones."""
    return _icon(visit.community, "apple-touch-icon.png")


@icon_router.get("/favicon.ico")
def favicon(visit: Here) -> Response:
    """The icon where browsers look for it unasked."""
    return _icon(visit.community, "icon-192.png")


def _icon(community: Community, file: str) -> Response:
    if file not in _ICONS:
        raise HTTPException(404)
    path = community.spec.app.icon
    body = community.file(path) if path else None
    png = _drawn(body, community.spec.app.colour, file)
    return Response(png, media_type="image/png", headers={"cache-control": "public, max-age=3600"})


@lru_cache(maxsize=256)
def _drawn(body: bytes | None, colour: str, file: str) -> bytes:
    size, shape = _ICONS[file]
    return icon_png(body, theme_of(colour), size, shape)


@router.get("/offline")
def offline(visit: Here) -> Response:
    """What the app shows where there is no network and no copy of the page."""
    return visit.render("offline.html")


@router.get("/sw.js")
def service_worker(visit: Here) -> Response:
    """The service worker: one classic script, from data."""
    return Response(
        worker_of(visit),
        media_type="text/javascript",
        headers={"cache-control": "no-cache", "service-worker-allowed": "/"},
    )


def worker_of(visit: Visit) -> bytes:
    """The worker's text; it changes whenever anything that it keeps does."""
    assets = visit.runtime.assets
    code = script("outbox-core.js", "worker.js")
    files = ("koban.css", "koban.js", "outbox.js", "steps.js")
    pages = ["/offline", "/"]
    for name, instance in visit.community.instances.items():
        pages += [
            visit.url(s.path, name)
            for s in instance.feature.screens
            if s.offline != "never" and "{" not in s.path
        ]
        pages += [visit.url(path, name) for path in instance.feature.offline_paths(instance.config)]
    data = {
        "shell": [*(assets[file].path for file in files), visit.community.theme.path, "/icon-192.png"],
        "pages": pages,
        "offline": "/offline",
    }
    seed = json.dumps([data, visit.community.digest, assets.import_map]).encode() + code
    data["version"] = hashlib.sha256(seed).hexdigest()[:16]
    return f"const DATA = {json.dumps(data)};\n".encode() + code
