"""Who may read what at the desk: the readers that the force's purposes name."""

from __future__ import annotations

from koban.api.web import Visit
from koban_engage.officer import officer_of


def may_read(visit: Visit, purpose: str | None) -> bool:
    """Whether the officer's roles are among the purpose's readers; a unit lead reads what officers read."""
    stated = visit.community.force.purposes.get(purpose or "")
    roles = set(officer_of(visit).roles)
    if "unit-lead" in roles:
        roles.add("officer")
    # A purpose that the force no longer names has no readers of its own: the unit's officers stay answerable for it.
    readers = set(stated.readers) if stated is not None else {"officer"}
    return bool(roles & readers)


def reads_all(visit: Visit) -> bool:
    """Whether the officer may read whatever is kept."""
    return all(may_read(visit, purpose) for purpose in ("", *visit.community.force.purposes))
