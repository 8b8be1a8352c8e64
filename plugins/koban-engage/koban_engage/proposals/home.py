"""What `proposals` puts on the home page: what can be supported, and "you said, we did"."""

from __future__ import annotations

from koban.api.web import Card, Visit
from koban_engage.personal import redacted
from koban_engage.proposals.records import PROPOSAL

RESULTS = 3
MOST = 30


def cards(visit: Visit) -> list[Card]:
    """The way to the proposals, and what was done of them."""
    with visit.store.read() as reader:
        waiting = reader.count(PROPOSAL, instance=visit.instance, where={"state": "open"})
        done = reader.find(PROPOSAL, instance=visit.instance, where={"state": "done"}, limit=MOST)
    done.sort(key=lambda stored: stored.value.finished or stored.value.sent, reverse=True)
    meta = visit.ngettext("One is open for support", "{n} are open for support", waiting) if waiting else ""
    return [
        Card(
            visit.say(visit.feature.title), visit.say(visit.feature.summary), visit.url(), "idea", meta=meta
        ),
        *(
            Card(
                redacted(stored.value.title, visit._("[removed]")),
                stored.value.result,
                visit.url(stored.id),
                "check",
                "result",
                visit.date(stored.value.finished) if stored.value.finished else "",
                stored.value.language,
            )
            for stored in done[:RESULTS]
        ),
    ]
