"""How files looked when they were last read, so that those which look the same need not be read to be named."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

Look = tuple[int, int, int, int, str]
"""Size, times of last change of content and of anything (in nanoseconds), inode, and the blob that was read."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a change shows in a file's times, on the coarsest file systems too."""


@dataclass(slots=True)
class Looks:
    """What is known of a folder's files, by path. `now` is the moment in nanoseconds since 1970."""

    now: int
    known: dict[str, Look] = field(default_factory=dict)
    seen: dict[str, Look] = field(default_factory=dict)
    """What was met this time, and may be known next time."""

    def blob(self, path: str, status: os.stat_result) -> str | None:
        """The name of a file's content, if it looks as it did when that was read."""
        look = self.known.get(path)
        if look is None or look[:4] != _look(status):
            return None
        self.seen[path] = look
        return look[4]

    def note(self, path: str, status: os.stat_result, blob: str) -> None:
        """Remember what was read; not of a file that changed just now, since it may change again and look the same."""
        if max(status.st_mtime_ns, status.st_ctime_ns) < self.now - _SETTLED:
            self.seen[path] = (*_look(status), blob)

    def changed(self) -> bool:
        """Whether next time more or something else is known."""
        return self.seen != self.known


def _look(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
