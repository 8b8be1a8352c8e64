"""Settings of the feature `news`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from koban.api import Config, Reach, Text


class NewsConfig(Config):
    """Settings under `features.<name>.with`."""

    intro: Annotated[Text | None, Reach("cosmetic")] = None
    """A sentence above the list."""
    on_home: Annotated[int, Field(alias="onHome", ge=0, le=6)] = 2
    """How many of the newest stand on the home page."""
