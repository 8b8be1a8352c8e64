"""The citizens' page of one capability: need, level, what is missing, measures, research, and whether it works here."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from koban.capability.anonymity import FEWEST
from koban.host.capability.measured import measured_of
from koban.host.capability.research import research_of
from koban.host.capability.story import asking_for, doing_for, missing_of, standing_of
from koban.host.capability.view import View
from koban.web.visit import Here

router = APIRouter()


@router.get("/about/{name}")
def capability(visit: Here, name: str) -> Response:
    """One capability that this community has to do with; 404 for any other."""
    view = View(visit)
    known = view.picture.known
    if name not in known.capabilities and name not in known.retired:
        raise HTTPException(404)
    entry, retired = view.picture.capability(name), known.retired.get(name)
    return visit.render(
        "capability.html",
        title=view.title(name),
        definition=visit.passage(entry["definition"]) if "definition" in entry else "",
        retired=visit.passage(retired) if retired is not None else None,
        asking=asking_for(view, name),
        standing=standing_of(view, name),
        gap=view.gaps.get(name),
        missing=missing_of(view, name),
        doing=doing_for(view, name),
        research=research_of(view, name),
        measured=measured_of(view, name),
        fewest=FEWEST,
    )
