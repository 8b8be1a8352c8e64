"""The officers who chose to be shown."""

from __future__ import annotations

from koban.api.web import Stored, Visit
from koban_engage.officers.records import PROFILE, Profile

MOST = 200


def profile_id(visit: Visit, login: str) -> str:
    """The id under which an officer's profile is kept."""
    return visit.keyed_hash(f"officer:{login}")


def people(visit: Visit) -> list[Stored[Profile]]:
    """Profiles of those who still work here, by name."""
    here = {login for login, _ in visit.colleagues()}
    found = visit.store.read().find(PROFILE, instance=visit.instance, limit=MOST)
    return sorted(
        (stored for stored in found if stored.value.login in here), key=lambda stored: stored.value.name
    )
