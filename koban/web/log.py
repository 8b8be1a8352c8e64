"""The log of the running services: one JSON object a line on standard error, and never what people wrote."""

from __future__ import annotations

import sys
import traceback

import structlog


def json_log() -> None:
    """Log as JSON from now on, in this whole process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )


def place_of(error: BaseException) -> str:
    """Kind and place of an error. Its message is left out: it may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename] or list(frames)
    where = f" at {own[-1].filename}:{own[-1].lineno}" if own else ""
    return f"{type(error).__name__}{where}"
