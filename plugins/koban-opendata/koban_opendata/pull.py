"""One run of the connector `geojson`: reads the file or the address, and only if it changed."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from koban.api.jobs import Batch, PullContext, PullError
from koban_opendata.connector import GeoJsonConfig
from koban_opendata.reading import read_items

READER = 2
"""Raised whenever the same bytes would give other items, so that everything is read anew."""


def pull(context: PullContext, cursor: dict[str, Any] | None) -> Iterator[Batch]:
    """All items with ids of their own, or nothing if nothing changed since `cursor`."""
    known = cursor if cursor and cursor.get("reader") == READER else {}
    config: GeoJsonConfig = context.config
    found = (
        _from_web(context, config.url, known) if config.url else _from_file(context, config.file or "", known)
    )
    if found is not None:
        body, now_known = found
        items = read_items(body, config)
        yield Batch(list(items.items()), cursor={"reader": READER, **now_known}, complete=True)


def _from_file(context: PullContext, path: str, known: dict[str, Any]) -> tuple[bytes, dict[str, Any]] | None:
    body = context.read_file(path)
    digest = sha256(body).hexdigest()
    return None if known.get("sha256") == digest else (body, {"sha256": digest})


def _from_web(context: PullContext, url: str, known: dict[str, Any]) -> tuple[bytes, dict[str, Any]] | None:
    asked = {"If-None-Match": known.get("etag"), "If-Modified-Since": known.get("modified")}
    headers = {"Accept": "application/geo+json, application/json"} | {k: v for k, v in asked.items() if v}
    answer = context.http.get(url, headers)
    if answer.status == 304 and known:
        return None
    if answer.status != 200:
        raise PullError(f"the address answers with status {answer.status}")
    tags = {"etag": answer.headers.get("etag"), "modified": answer.headers.get("last-modified")}
    return answer.body, {name: value[:300] for name, value in tags.items() if value}
