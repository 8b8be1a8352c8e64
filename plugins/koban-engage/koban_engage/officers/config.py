"""Settings of the feature `officers`."""

from __future__ import annotations

from typing import Annotated

from koban.api import Config, Reach, Text


class OfficersConfig(Config):
    """Settings under `features.<name>.with`."""

    intro: Annotated[Text | None, Reach("cosmetic")] = None
    """A sentence about the unit, above its hours and places."""
