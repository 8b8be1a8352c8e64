"""Blobs by SHA-256: bundles, their files and forms, and the compile cache."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, delete, exists, insert, select, union
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.model.bundle import Bundle, Compiled, sha256
from koban.store.errors import MissingBlobError
from koban.store.fleet.tables import BLOB, BUNDLE_BLOB, COMMUNITY, COMPILED, FORM, HEALTH, HISTORY

KEPT_UNREFERENCED = timedelta(days=7)
_AT_ONCE = 500


def put(connection: Connection, blobs: Mapping[str, bytes], now: datetime) -> None:
    """Store those that are not there yet."""
    for sha, body in blobs.items():
        if sha256(body) != sha:
            raise ValueError(f"a blob's name is the SHA-256 of its bytes; {sha[:12]} is not")
    missing = set(blobs) - _present(connection, blobs)
    if missing:
        rows = [{"sha": sha, "body": blobs[sha], "created": now} for sha in sorted(missing)]
        connection.execute(upsert(BLOB).on_conflict_do_nothing(), rows)


def _present(connection: Connection, shas: Iterable[str]) -> set[str]:
    wanted = list(shas)
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found.update(connection.scalars(select(BLOB.c.sha).where(BLOB.c.sha.in_(some))))
    return found


def get(connection: Connection, sha: str) -> bytes | None:
    """The bytes, or None."""
    return connection.scalar(select(BLOB.c.body).where(BLOB.c.sha == sha))


def put_bundle(connection: Connection, compiled: Compiled, now: datetime) -> None:
    """Store a bundle with all it names."""
    put(connection, {**compiled.blobs, compiled.digest: compiled.body}, now)
    named = _named_by(compiled.bundle)
    known = set(connection.scalars(select(BUNDLE_BLOB.c.blob).where(BUNDLE_BLOB.c.bundle == compiled.digest)))
    rows = [
        {"bundle": compiled.digest, "blob": sha, "form": form}
        for sha, form in named.items()
        if sha not in known
    ]
    if rows:
        connection.execute(insert(BUNDLE_BLOB), rows)


def _named_by(bundle: Bundle) -> dict[str, bool]:
    named = dict.fromkeys(bundle.files.values(), False)
    for feature in bundle.features.values():
        named.update(dict.fromkeys(feature.forms.values(), True))
    return named


def check_complete(connection: Connection, digest: str) -> None:
    """Raise `MissingBlobError` unless the bundle and everything it names is stored."""
    named = set(connection.scalars(select(BUNDLE_BLOB.c.blob).where(BUNDLE_BLOB.c.bundle == digest))) | {
        digest
    }
    missing = named - _present(connection, named)
    if missing:
        raise MissingBlobError(
            f"bundle {digest[:12]} cannot be used: {len(missing)} of its parts are not stored"
        )


def compiled_as(connection: Connection, input_key: str) -> str | None:
    """The digest that these inputs were compiled to, or None."""
    return connection.scalar(select(COMPILED.c.digest).where(COMPILED.c.input_key == input_key))


def domains_of(connection: Connection, digest: str) -> tuple[str, ...]:
    """The domains of a stored bundle."""
    bundle = json.loads(get(connection, digest) or b"{}")
    return tuple(bundle.get("spec", {}).get("app", {}).get("domains", ()))


def left_out(connection: Connection, input_key: str) -> tuple[str, ...]:
    """What these inputs were compiled without, in words."""
    return tuple(
        connection.scalar(select(COMPILED.c.left_out).where(COMPILED.c.input_key == input_key)) or ()
    )


def remember_compiled(connection: Connection, input_key: str, compiled: Compiled, now: datetime) -> None:
    """Keep a bundle for the next time the same inputs come by."""
    put_bundle(connection, compiled, now)
    said = {"digest": compiled.digest, "created": now, "left_out": list(compiled.left_out)}
    statement = upsert(COMPILED).values(input_key=input_key, **said)
    changed = COMPILED.c.digest != compiled.digest
    connection.execute(
        statement.on_conflict_do_update(index_elements=["input_key"], set_=said, where=changed)
    )


def prune(connection: Connection, now: datetime) -> int:
    """Delete blobs that nothing refers to and that are older than seven days; returns how many."""
    before = now - KEPT_UNREFERENCED
    pointed = _pointed_at()
    connection.execute(delete(COMPILED).where(COMPILED.c.created < before, COMPILED.c.digest.not_in(pointed)))
    bundles = union(pointed, select(COMPILED.c.digest)).subquery()
    kept_bundles = select(bundles.c[0])
    kept = union(
        kept_bundles,
        select(BUNDLE_BLOB.c.blob).where(BUNDLE_BLOB.c.bundle.in_(kept_bundles)),
        select(FORM.c.digest),
    ).subquery()
    gone = connection.execute(
        delete(BLOB).where(BLOB.c.created < before, BLOB.c.sha.not_in(select(kept.c[0])))
    ).rowcount
    connection.execute(delete(BUNDLE_BLOB).where(~exists().where(BLOB.c.sha == BUNDLE_BLOB.c.bundle)))
    connection.execute(delete(HEALTH).where(~exists().where(BLOB.c.sha == HEALTH.c.digest)))
    return gone


def _pointed_at() -> Select[tuple[str]]:
    pointers = union(
        select(COMMUNITY.c.candidate.label("digest")).where(COMMUNITY.c.candidate.is_not(None)),
        select(COMMUNITY.c.served).where(COMMUNITY.c.served.is_not(None)),
        select(COMMUNITY.c.held_digest).where(COMMUNITY.c.held_digest.is_not(None)),
        select(HISTORY.c.digest),
    ).subquery()
    return select(pointers.c.digest)
