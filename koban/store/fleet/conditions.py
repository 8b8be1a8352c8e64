"""Conditions of communities: written only where they say something new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from koban.model.condition import Condition, ConditionType, Reason, Status
from koban.store.fleet.tables import COMMUNITY, CONDITION

Said = tuple[ConditionType, Status, Reason, str]
LONGEST_MESSAGE = 4_000


def rows(connection: Connection, uid: str | None = None) -> dict[str, list[Condition]]:
    """uid -> its conditions in the order of `ConditionType`, of one community or all."""
    query = select(CONDITION)
    if uid is not None:
        query = query.where(CONDITION.c.uid == uid)
    found: dict[str, list[Condition]] = {}
    for row in connection.execute(query):
        condition = Condition.model_validate(
            {
                "type": row.type,
                "status": row.status,
                "reason": row.reason,
                "message": row.message,
                "observedGeneration": row.observed_generation,
                "lastTransitionTime": row.last_transition,
            }
        )
        found.setdefault(row.uid, []).append(condition)
    order = list(ConditionType)
    return {key: sorted(value, key=lambda c: order.index(c.type)) for key, value in found.items()}


def write(connection: Connection, uid: str, said: Iterable[Said], now: datetime) -> bool:
    """Write what differs; returns whether anything did. `lastTransitionTime` moves with the status alone."""
    generation = connection.scalar(select(COMMUNITY.c.generation).where(COMMUNITY.c.uid == uid)) or 0
    known = {c.type: c for c in rows(connection, uid).get(uid, [])}
    changed = False
    for type_, status, reason, message in said:
        short = message[:LONGEST_MESSAGE]
        old = known.get(type_)
        if old and (old.status, old.reason, old.message, old.observed_generation) == (
            status,
            reason,
            short,
            generation,
        ):
            continue
        since = old.last_transition_time if old and old.status is status else now
        values = {
            "status": status.value,
            "reason": reason.value,
            "message": short,
            "observed_generation": generation,
            "last_transition": since,
        }
        statement = upsert(CONDITION).values(uid=uid, type=type_.value, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["uid", "type"], set_=values))
        changed = True
    return changed
