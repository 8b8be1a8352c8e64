"""The citizen pages of `proposals`."""

from __future__ import annotations

from koban.api.web import APIRouter
from koban_engage.proposals import browsing, proposing

router = APIRouter()
for part in (proposing, browsing):  # in this order: `new` and `status` are no proposals
    router.include_router(part.router)
