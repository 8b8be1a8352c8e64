"""What a feature sees while it observes how its own work goes. What becomes of its observations is not its business."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel

from koban.capability.reckoning import HORIZON
from koban.plugin.declare import RecordType
from koban.store.records.reader import Reader
from koban.store.records.stored import Stored
from koban.web.community import Community

M = TypeVar("M", bound=BaseModel)
MOST = 20_000
"""Records of one type that are looked at."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Observing:
    """One look at one instance."""

    community: Community
    instance: str
    config: Any
    """The feature's checked settings."""
    now: datetime
    """Aware, in the force's time zone."""
    reader: Reader
    """One snapshot of the community's records."""

    def records(self, type_: RecordType[M]) -> Iterator[Stored[M]]:
        """This instance's records that were first written in the last 180 days, newest first, at most 20,000."""
        for offset in range(0, MOST, _AT_ONCE):
            found = self.reader.find(type_, instance=self.instance, limit=_AT_ONCE, offset=offset)
            for stored in found:
                if self.now - stored.created > HORIZON:
                    return
                yield stored
            if len(found) < _AT_ONCE:
                return
