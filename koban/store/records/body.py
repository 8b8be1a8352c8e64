"""Records as JSON: written under field names, upgraded when read."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel

from koban.plugin.declare import RecordType

M = TypeVar("M", bound=BaseModel)


def dump(value: BaseModel) -> str:
    """JSON under field names, without computed fields, so that `load` takes it back whatever the aliases."""
    return value.model_dump_json(by_alias=False, round_trip=True)


def load(type_: RecordType[M], version: int, body: str) -> M:
    """The value; an older one is upgraded first, of a newer one the fields that this code knows are read."""
    if version < type_.version and type_.upgrade is not None:
        upgraded = type_.upgrade(version, json.loads(body))
        body = json.dumps(upgraded)
    newer = version > type_.version
    return type_.model.model_validate_json(
        body, by_alias=False, by_name=True, extra="ignore" if newer else None
    )
