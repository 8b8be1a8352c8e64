"""Form definitions stay readable long after their bundle left: a form filled in offline is checked against its own."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.store.fleet.tables import BLOB, BUNDLE_BLOB, COMMUNITY, FORM

KEPT = timedelta(days=400)


def touch(connection: Connection, uid: str, bundles: list[str], now: datetime) -> None:
    """Note that the forms of these bundles were served until now."""
    digests = set(
        connection.scalars(
            select(BUNDLE_BLOB.c.blob).where(BUNDLE_BLOB.c.bundle.in_(bundles), BUNDLE_BLOB.c.form)
        )
    )
    for digest in sorted(digests):
        statement = upsert(FORM).values(uid=uid, digest=digest, last_served=now)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["uid", "digest"], set_={"last_served": now})
        )


def definition(connection: Connection, uid: str, digest: str) -> dict[str, Any] | None:
    """The form definition with this digest, if this community ever served it and it has not aged out."""
    query = (
        select(BLOB.c.body)
        .join(FORM, FORM.c.digest == BLOB.c.sha)
        .where(FORM.c.uid == uid, FORM.c.digest == digest)
    )
    body = connection.scalar(query)
    return None if body is None else cast("dict[str, Any]", json.loads(body))


def prune(connection: Connection, now: datetime) -> int:
    """Forget forms last served 400 days ago; those being served never age."""
    served = (
        select(BUNDLE_BLOB.c.blob)
        .join(COMMUNITY, COMMUNITY.c.served == BUNDLE_BLOB.c.bundle)
        .where(COMMUNITY.c.uid == FORM.c.uid, BUNDLE_BLOB.c.form)
        .correlate(FORM)
    )
    return connection.execute(
        delete(FORM).where(FORM.c.last_served < now - KEPT, FORM.c.digest.not_in(served))
    ).rowcount
