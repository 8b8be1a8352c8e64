"""What koban-engage declares."""

from __future__ import annotations

from koban.api import Feature, hookimpl
from koban_engage.news.feature import News
from koban_engage.officers.feature import Officers
from koban_engage.proposals.feature import Proposals
from koban_engage.report.feature import Report


@hookimpl
def koban_features() -> list[Feature]:
    """Report, news, officers, proposals."""
    return [Report(), News(), Officers(), Proposals()]
