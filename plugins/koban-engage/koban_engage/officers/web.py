"""The citizen page of `officers`."""

from __future__ import annotations

from datetime import timedelta

from koban.api.web import APIRouter, Here, Hours, HTTPException, Response, Visit
from koban_engage.officers.people import people
from koban_engage.officers.week import DAYS, Day, week
from koban_engage.prose import paragraphs

router = APIRouter()


@router.get("/")
def meet(visit: Here) -> Response:
    """Who, when, where, and who answers otherwise."""
    places = list(visit.unit.places.values()) if visit.unit else []
    shown = [(place, _hours(visit, place.hours) if place.hours else []) for place in places]
    faces = [(stored.value, paragraphs(stored.value.does)) for stored in people(visit)]
    return visit.render(
        "officers/meet.html", staffing=visit.staffed(), week=_hours(visit, None), places=shown, faces=faces
    )


@router.get("/photo/{id_}")
def photo(visit: Here, id_: str) -> Response:
    """A photo that an officer chose to show."""
    reader = visit.store.read()
    if not any(stored.value.photo == id_ for stored in people(visit)):
        raise HTTPException(404)
    found = reader.attachment(id_)
    if found is None:
        raise HTTPException(404)
    return Response(
        found.body, media_type=found.media_type, headers={"Cache-Control": "private, max-age=300"}
    )


def _hours(visit: Visit, expression: str | None) -> list[Day]:
    """The coming week: of a place's own hours, or of the unit's."""
    community = visit.community
    hours = Hours(expression, community.time_zone, community.force.country) if expression else community.hours
    start = visit.now.replace(hour=0, minute=0, second=0, microsecond=0)
    shifts = hours.during(start, start + timedelta(days=DAYS))
    if not shifts:
        return []
    return week(start.date(), shifts, visit.time, lambda end: visit._("until {time}", time=visit.time(end)))
