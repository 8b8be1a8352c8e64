"""How often wrong receipts were tried, per community. Nobody's address is looked at; right receipts always work."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock

MOST_A_MINUTE = 60
MOST_COMMUNITIES = 4_096


class Misses:
    """Counts by community and minute, in memory, bounded."""

    def __init__(self) -> None:
        """Nothing was tried yet."""
        self._lock = Lock()
        self._counts: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def too_many(self, community: str, now: datetime) -> bool:
        """Count one wrong receipt; whether there were too many in this minute."""
        minute = int(now.timestamp()) // 60
        with self._lock:
            at, count = self._counts.pop(community, (minute, 0))
            count = count + 1 if at == minute else 1
            self._counts[community] = (minute, count)
            while len(self._counts) > MOST_COMMUNITIES:
                self._counts.popitem(last=False)
            return count > MOST_A_MINUTE


MISSES = Misses()
"""Of this process."""
