"""Structured logs: one JSON object a line on standard error. Who calls it keeps personal data out."""

from __future__ import annotations

import sys

import structlog
from structlog.typing import FilteringBoundLogger


def json_log() -> FilteringBoundLogger:
    """A logger that writes lines of JSON with level and time."""
    log: FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("INFO"),
    )
    return log
