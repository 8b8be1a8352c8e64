"""What koban-policies declares."""

from __future__ import annotations

from koban.api import Policy, hookimpl
from koban_policies.contrast import Contrast
from koban_policies.dpia import DpiaCoversChange
from koban_policies.follow_up import FollowUpCapacity
from koban_policies.smartphone import WayWithoutSmartphone
from koban_policies.texts import TextsComplete


@hookimpl
def koban_policies() -> list[Policy]:
    """Follow-up, data protection, contrast, languages, and ways that need no smartphone."""
    return [
        FollowUpCapacity(),
        DpiaCoversChange(),
        Contrast(),
        TextsComplete(),
        WayWithoutSmartphone(),
    ]
