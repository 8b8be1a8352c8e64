"""The log of the running services: one JSON object a line on standard error, and never what people wrote."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from io import FileIO
from typing import TextIO, cast

import structlog


class PatientLog:
    """A file for a log. A line that cannot be written, as on a full disk, is left out: no work may end because of it."""

    def __init__(self, file: FileIO | TextIO) -> None:
        """Write to `file`, which buffers nothing that closing it could trip over."""
        self._file = file

    def write(self, text: str) -> None:
        """Add `text` if there is room."""
        with suppress(OSError):
            if isinstance(self._file, FileIO):
                self._file.write(text.encode("utf-8", "replace"))
            else:
                self._file.write(text)

    def flush(self) -> None:
        """Have it written if there is room."""
        with suppress(OSError):
            self._file.flush()


def json_log() -> None:
    """Log as JSON from now on, in this whole process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", PatientLog(sys.stderr))),
    )


def place_of(error: BaseException) -> str:
    """Kind and place of an error. Its message is left out: it may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename] or list(frames)
    where = f" at {own[-1].filename}:{own[-1].lineno}" if own else ""
    return f"{type(error).__name__}{where}"
