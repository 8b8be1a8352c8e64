"""Hosts: signs of life, and what they say of bundles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.store.fleet.rows import HostReport, HostRow
from koban.store.fleet.tables import HEALTH, HOST, REPORT


def heartbeat(connection: Connection, host: str, pid: int, code: str, now: datetime) -> None:
    """Note a sign of life."""
    values = {"pid": pid, "code": code, "seen": now}
    statement = upsert(HOST).values(host=host, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["host"], set_=values))


def seen_since(connection: Connection, moment: datetime) -> list[HostRow]:
    """Hosts that gave a sign of life at or after `moment`."""
    return [
        HostRow(*row)
        for row in connection.execute(select(HOST).where(HOST.c.seen >= moment).order_by(HOST.c.host))
    ]


def forget(connection: Connection, host: str) -> None:
    """Drop a host and all it said."""
    connection.execute(delete(HOST).where(HOST.c.host == host))
    connection.execute(delete(REPORT).where(REPORT.c.host == host))


def report(connection: Connection, said: HostReport) -> None:
    """Write what a host says of a bundle, and remember its health; saying it again writes nothing."""
    values = {"ready": said.ready, "reason": said.reason, "code": said.code}
    news = or_(REPORT.c.ready != said.ready, REPORT.c.reason != said.reason, REPORT.c.code != said.code)
    statement = upsert(REPORT).values(host=said.host, uid=said.uid, digest=said.digest, at=said.at, **values)
    keys = ["host", "uid", "digest"]
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_={**values, "at": said.at}, where=news)
    )
    health_row = upsert(HEALTH).values(digest=said.digest, code=said.code, ready=said.ready)
    connection.execute(
        health_row.on_conflict_do_update(
            index_elements=["digest", "code"], set_={"ready": said.ready}, where=HEALTH.c.ready != said.ready
        )
    )


def reports(connection: Connection, uid: str, digest: str) -> list[HostReport]:
    """What hosts say of this bundle."""
    query = select(REPORT).where(REPORT.c.uid == uid, REPORT.c.digest == digest).order_by(REPORT.c.host)
    return [HostReport(*row) for row in connection.execute(query)]


def forget_reports(connection: Connection, uid: str, but: str | None = None) -> None:
    """Drop what was said of a community's bundles, all but one."""
    query = delete(REPORT).where(REPORT.c.uid == uid)
    connection.execute(query if but is None else query.where(REPORT.c.digest != but))


def health(connection: Connection, digest: str, code: str) -> bool | None:
    """Whether this bundle was found healthy by this code, or None if it never was asked."""
    return connection.scalar(select(HEALTH.c.ready).where(HEALTH.c.digest == digest, HEALTH.c.code == code))
