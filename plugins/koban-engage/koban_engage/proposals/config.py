"""Settings of the feature `proposals`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from koban.api import Config, Promise, PurposeRef, Reach, Text


class ProposalsConfig(Config):
    """Settings under `features.<name>.with`."""

    intro: Annotated[Text | None, Reach("cosmetic")] = None
    """A sentence on what can be proposed here."""
    open: bool = True
    """Whether new proposals are taken."""
    first_answer: Annotated[Promise, Field(alias="firstAnswer")] = "5wd"
    """When a proposal is released or its author told why not; people are shown a date."""
    purpose: Annotated[PurposeRef, Reach("data"), Field(validate_default=True)] = "participation"
    """An entry of the force's purposes: law, retention, readers."""
