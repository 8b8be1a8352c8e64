"""How far a job has come, kept beside the records it writes, so that a restart forgets nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from koban.model.base import Model
from koban.plugin.declare import RecordType


class Progress(Model):
    """One job's state."""

    due: datetime
    """When it runs next."""
    key: str = ""
    """Of the settings that `cursor` belongs to."""
    cursor: dict[str, Any] | None = None
    failures: int = 0
    """In a row."""
    message: str = ""
    """Why it failed last, in plain words."""
    succeeded: datetime | None = None


PROGRESS = RecordType("koban-job", Progress)


def job_id(kind: str, instance: str) -> str:
    """The record's id."""
    return f"koban.{kind}.{instance}"
