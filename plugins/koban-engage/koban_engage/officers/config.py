"""Settings of the feature `officers`."""

from __future__ import annotations

from koban.api import Config, Text


class OfficersConfig(Config):
    """Settings under `features.<name>.with`."""

    intro: Text | None = None
    """A sentence about the unit, above its hours and places."""
