"""Candidate and served: which bundle hosts should try, and which they serve."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from koban.model.bundle import Compiled
from koban.store.fleet import aliases, blobs, forms, history, hosts, instances, inventory


def set_candidate(connection: Connection, uid: str, revision: str, compiled: Compiled, now: datetime) -> int:
    """Store the bundle and point at it; returns the generation it will have."""
    row = inventory.by_uid(connection, uid)
    blobs.put_bundle(connection, compiled, now)
    blobs.check_complete(connection, compiled.digest)
    inventory.change(connection, uid, candidate=compiled.digest, candidate_revision=revision)
    return row.generation + (compiled.digest != row.served)


def withdraw(connection: Connection, uid: str) -> None:
    """Take the candidate back."""
    inventory.change(connection, uid, candidate=None, candidate_revision=None)


def serve(
    connection: Connection, uid: str, digest: str, revision: str, reason: str, now: datetime, name: str | None
) -> None:
    """Make `digest` the served bundle, under another `name` from now on if one is given.

    Serving what is served already only notes the revision.
    """
    row = inventory.by_uid(connection, uid)
    blobs.check_complete(connection, digest)
    generation = row.generation + (digest != row.served)
    domains = row.domains
    if digest != row.served:
        domains = blobs.domains_of(connection, digest)
        inventory.refuse_taken(connection, uid, domains)
        forms.touch(connection, uid, [d for d in (row.served, digest) if d], now)
        instances.keep(connection, uid, row.served, digest, now)
        history.add(connection, uid, generation, revision, digest, reason, now)
        hosts.forget_reports(connection, uid, but=digest)
    renamed = name not in {None, row.name}
    if renamed or digest != row.served:
        aliases.end(connection, name or row.name)
    if renamed:
        aliases.leave(connection, row.name, uid, now)
    inventory.change(
        connection,
        uid,
        name=name or row.name,
        served=digest,
        domains=list(domains),
        generation=generation,
        applied_revision=revision,
        candidate=None,
        candidate_revision=None,
        held_digest=None,
        held_reason=None,
    )


def retire(connection: Connection, uid: str, now: datetime) -> None:
    """Tell hosts to stop serving it. Its data stays until it is archived."""
    row = inventory.by_uid(connection, uid)
    if row.state == "active":
        forms.touch(connection, uid, [row.served] if row.served else [], now)
        inventory.change(connection, uid, state="retiring", candidate=None, candidate_revision=None)


def retired(connection: Connection, uid: str, archived_to: str, now: datetime) -> None:
    """Note that its data lies in the archive."""
    row = inventory.by_uid(connection, uid)
    if row.state != "archived":
        reason = f"retired; its data is kept in {archived_to}"
        history.add(connection, uid, row.generation, row.attempted_revision or "", "", reason, now)
    hosts.forget_reports(connection, uid)
    inventory.change(
        connection,
        uid,
        state="archived",
        archived_to=archived_to,
        served=None,
        domains=[],
        applied_revision=None,
        attempted_revision=None,
        candidate=None,
        candidate_revision=None,
        held_digest=None,
        held_reason=None,
        retry_attempts=None,
        retry_at=None,
    )
