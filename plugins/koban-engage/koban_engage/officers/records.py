"""What officers choose to show of themselves. The photo is an attachment of the profile."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from koban.api import RecordType


class Profile(BaseModel):
    """One officer, by their own choice and in their own words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    login: str
    name: Annotated[str, Field(max_length=100)]
    does: Annotated[str, Field(max_length=1_000)] = ""
    """What they do, in the language they wrote it in."""
    photo: str = ""
    """Id of the attachment, empty without a photo."""


PROFILE: RecordType[Profile] = RecordType("officer-profile", Profile, index=("login",))
