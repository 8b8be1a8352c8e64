"""The desk pages of `report`."""

from __future__ import annotations

from koban.api.web import APIRouter
from koban_engage.report import case, inbox, taking_down

router = APIRouter()
for part in (inbox, case, taking_down):
    router.include_router(part.router)
