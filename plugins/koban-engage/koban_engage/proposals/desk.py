"""The desk pages of `proposals`: release, answer, say what was done, enter paper ballots."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from koban.api.web import APIRouter, Here, HTTPException, Response, Stored, Visit, Writer
from koban_engage.officer import officer_of
from koban_engage.personal import personal_data
from koban_engage.proposals.deciding import NEXT, decide
from koban_engage.proposals.records import BALLOTS, PROPOSAL, PUBLIC, Ballots, Proposal, State
from koban_engage.proposals.shown import counted
from koban_engage.proposals.wording import TONES, state_words
from koban_engage.reading import may_read
from koban_engage.receipt import new_receipt, read_receipt
from koban_engage.sent import Sent, SentForm

router = APIRouter()
MOST = 300
ORDER: tuple[State, ...] = ("waiting", *PUBLIC, "not-released")


@router.get("/")
def proposals(visit: Here) -> Response:
    """All proposals; those that wait to be read first, by the promised date."""
    officer_of(visit)
    with visit.store.read() as reader:
        every = reader.find(PROPOSAL, instance=visit.instance, limit=MOST)
        found = [stored for stored in every if may_read(visit, stored.purpose)]
        found.sort(key=lambda stored: (ORDER.index(stored.value.state), stored.value.promised))
        rows = [(stored, counted(reader, stored.id), *_due(visit, stored.value)) for stored in found]
    return visit.render("proposals/desk-list.html", rows=rows, states=_states(visit), tones=TONES)


@router.get("/{id_}")
def proposal(visit: Here, id_: str) -> Response:
    """One proposal."""
    return _page(visit, _stored(visit, id_))


@router.post("/{id_}")
def change(visit: Here, id_: str, sent: SentForm) -> Response:
    """Change its state and what the unit says to it."""
    stored = _stored(visit, id_)
    login = officer_of(visit).login
    if stored.value.turn != sent.number("turn"):
        return _page(visit, stored, sent, 409, changed=True)
    decision = decide(visit, stored.value, sent)
    if decision.errors:
        return _page(visit, stored, sent, 422, errors=decision.errors)
    after = stored.value.model_copy(update={**decision.changes, "turn": stored.value.turn + 1})

    def act(writer: Writer) -> bool:
        now = writer.get(PROPOSAL, id_)
        if now is None or now.value.turn != stored.value.turn:
            return False
        writer.put(PROPOSAL, after, instance=visit.instance, id=id_)
        writer.audit(login, "proposal.changed", id_, after.state)
        return True

    if not visit.store.write(act):
        return _page(visit, _stored(visit, id_), sent, 409, changed=True)
    return visit.redirect(id_, note=visit._("It is kept. People see it now."))


@router.post("/{id_}/ballots")
def ballots(visit: Here, id_: str, sent: SentForm) -> Response:
    """Add counted paper ballots; the same `once` again adds nothing."""
    stored = _stored(visit, id_)
    login = officer_of(visit).login
    on, errors = _ballots(visit, sent)
    once = read_receipt(sent.text("once"))
    if errors or on is None or once is None:
        return _page(visit, stored, sent, 422, errors=errors)
    value = Ballots(count=sent.number("count"), where=sent.text("where"), on=on, by=login)
    ballot_id = visit.keyed_hash(f"ballots:{id_}:{once}")

    def act(writer: Writer) -> None:
        if writer.add(BALLOTS, value, instance=visit.instance, id=ballot_id, parent=id_)[1]:
            writer.audit(login, "proposal.ballots", id_, str(value.count))

    visit.store.write(act)
    return visit.redirect(id_, note=visit._("The ballots are counted."))


def _ballots(visit: Visit, sent: Sent) -> tuple[date | None, dict[str, str]]:
    errors: dict[str, str] = {}
    if not 1 <= sent.number("count") <= 100_000:
        errors["count"] = visit._("Write how many ballots there were, as a whole number.")
    if not sent.text("where") or len(sent.text("where")) > 200:
        errors["where"] = visit._("Say where they were collected.")
    try:
        on = date.fromisoformat(sent.text("on"))
    except ValueError:
        return None, errors | {"on": visit._("Write the date as year-month-day, such as 2026-03-27.")}
    return on, errors


def _stored(visit: Visit, id_: str) -> Stored[Proposal]:
    stored = visit.store.read().get(PROPOSAL, id_)
    if stored is None or stored.instance != visit.instance:
        raise HTTPException(404)
    if not may_read(visit, stored.purpose):
        raise HTTPException(403)
    return stored


def _states(visit: Visit) -> dict[State, str]:
    return {state: state_words(visit, state) for state in ORDER}


def _due(visit: Visit, value: Proposal) -> tuple[str, str]:
    if value.state != "waiting":
        return state_words(visit, value.state), TONES[value.state]
    day = visit.short_date(value.promised)
    if visit.now > value.promised:
        return visit._("Overdue: promised for {day}", day=day), "stop"
    return visit._("Read by {day}", day=day), "warn"


def _page(
    visit: Visit,
    stored: Stored[Proposal],
    sent: Sent | None = None,
    status: int = 200,
    *,
    errors: Mapping[str, str] | None = None,
    changed: bool = False,
) -> Response:
    value = stored.value
    states = _states(visit)
    due, tone = _due(visit, value)
    with visit.store.read() as reader:
        paper = [one.value for one in reader.find(BALLOTS, parent=stored.id)]
        support = counted(reader, stored.id)
    return visit.render(
        "proposals/desk-proposal.html",
        status,
        id=stored.id,
        proposal=value,
        due=due,
        tone=tone,
        choices=[(state, states[state]) for state in (value.state, *NEXT[value.state])],
        sent=sent or Sent({"state": [value.state], "answer": [value.answer], "result": [value.result]}),
        found=personal_data(f"{value.title}\n{value.text}"),
        support=support,
        paper=paper,
        names=dict(visit.colleagues()),
        once=new_receipt(),
        today=visit.now.date().isoformat(),
        errors=errors or {},
        changed=changed,
    )
