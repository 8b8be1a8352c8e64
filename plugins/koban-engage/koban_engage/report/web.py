"""The citizen pages of `report`."""

from __future__ import annotations

from koban.api.web import APIRouter
from koban_engage.report import following, front, writing

router = APIRouter()
for part in (front, writing, following):
    router.include_router(part.router)
