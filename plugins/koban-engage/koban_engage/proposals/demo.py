"""Made-up proposals in all states, with support from made-up devices and counted paper ballots."""

from __future__ import annotations

from datetime import timedelta

from koban.api.jobs import Demo
from koban.api.web import Writer
from koban_engage.made_up import Entry, entries, some_time_ago
from koban_engage.proposals.records import BALLOTS, PROPOSAL, SUPPORT, Ballots, Proposal, Support


def fill(demo: Demo) -> None:
    """Add the made-up proposals; a second run adds nothing."""
    for id_, language, entry in entries(demo, "proposals"):
        _add(demo, id_, language, entry)


def _add(demo: Demo, id_: str, language: str, entry: Entry) -> None:
    proposal_id = demo.keyed_hash(f"demo:{demo.instance}:proposal:{id_}")
    proposal = _proposal(demo, id_, language, entry)

    def act(writer: Writer) -> None:
        instance = demo.instance
        added = writer.add(PROPOSAL, proposal, instance=instance, id=proposal_id, purpose=demo.config.purpose)
        if not added[1]:
            return
        for number in range(entry.get("support", 0)):
            writer.add(
                SUPPORT, Support(), instance=instance, id=f"{proposal_id}-{number}", parent=proposal_id
            )
        if entry.get("paper"):
            day = (proposal.released or proposal.sent).date() + timedelta(days=1)
            ballots = Ballots(count=entry["paper"], where=entry["where"], on=min(day, demo.now.date()), by="")
            writer.add(BALLOTS, ballots, instance=instance, id=f"{proposal_id}-paper", parent=proposal_id)

    demo.write(act)


def _proposal(demo: Demo, id_: str, language: str, entry: Entry) -> Proposal:
    sent = some_time_ago(demo, id_, entry["days"])
    promised = demo.community.hours.promised(demo.config.first_answer, sent)
    state = entry["state"]
    half = sent + (demo.now - sent) / 2
    return Proposal(
        title=entry["title"],
        text=entry["text"],
        language=language,
        state=state,
        sent=sent,
        promised=promised,
        released=None if state == "waiting" else min(sent + timedelta(days=2), demo.now),
        answer=entry.get("answer", ""),
        answered=half if entry.get("answer") else None,
        result=entry.get("result", ""),
        finished=sent + (demo.now - sent) * 0.8 if state == "done" else None,
    )
