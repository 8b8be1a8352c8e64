"""Reading and supporting proposals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from koban.api.web import APIRouter, Here, HTTPException, Request, Response, Stored, Visit, Writer
from koban_engage.proposals.device import device_of
from koban_engage.proposals.records import PROPOSAL, PUBLIC, SUPPORT, Proposal, State, Support
from koban_engage.proposals.shown import Shown, released, shown
from koban_engage.proposals.wording import state_words
from koban_engage.prose import paragraphs

router = APIRouter()
ENOUGH_FOR_A_PICTURE = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """How many proposals are in one state."""

    words: str
    count: int
    width: float
    """Of the longest bar, 0 to 1."""


@router.get("/")
def proposals(visit: Here) -> Response:
    """What was proposed, and what became of it."""
    all_shown = released(visit)
    return visit.render("proposals/list.html", proposals=all_shown, bars=_bars(visit, all_shown))


@router.get("/{id_}")
def proposal(visit: Here, id_: str, request: Request) -> Response:
    """One proposal."""
    stored = _released(visit, id_)
    device = device_of(visit, request)
    with visit.store.read() as reader:
        one = shown(visit, reader, stored)
        mine = device.known and reader.get(SUPPORT, device.support_id(visit, id_)) is not None
    return visit.render(
        "proposals/proposal.html",
        proposal=one,
        text=paragraphs(one.text),
        answer=paragraphs(one.answer),
        result=paragraphs(one.result),
        mine=mine,
    )


@router.post("/{id_}/support")
def support(visit: Here, id_: str, request: Request) -> Response:
    """Support it; doing so again changes nothing."""
    _browser(visit, request)
    if _released(visit, id_).value.state != "open":
        return visit.redirect(id_, note=visit._("This proposal is no longer open for support."))
    device = device_of(visit, request)
    support_id = device.support_id(visit, id_)
    instance = visit.instance
    visit.store.write(
        lambda writer: writer.add(SUPPORT, Support(), instance=instance, id=support_id, parent=id_)
    )
    response = visit.redirect(id_, note=visit._("Thank you. Your support counts."))
    device.remember(visit, response)
    return response


@router.post("/{id_}/withdraw")
def withdraw(visit: Here, id_: str, request: Request) -> Response:
    """Take this device's support back."""
    _released(visit, id_)
    support_id = device_of(visit, request).support_id(visit, id_)

    def act(writer: Writer) -> None:
        writer.delete(SUPPORT, support_id)

    visit.store.write(act)
    return visit.redirect(id_, note=visit._("Your support is taken back."))


def _browser(visit: Visit, request: Request) -> None:
    """Support is one per device, told by its cookie; what comes without `Origin` has none that counts."""
    if "origin" not in request.headers:
        raise HTTPException(403, visit._("A proposal is supported in a browser."))


def _released(visit: Visit, id_: str) -> Stored[Proposal]:
    stored = visit.store.read().get(PROPOSAL, id_)
    if stored is None or stored.instance != visit.instance or stored.value.state not in PUBLIC:
        raise HTTPException(404)
    return stored


def _bars(visit: Visit, all_shown: list[Shown]) -> list[Bar]:
    """How many are in each state, if there are enough to make a picture worth it."""
    if len(all_shown) < ENOUGH_FOR_A_PICTURE:
        return []
    counts: Counter[State] = Counter(one.state for one in all_shown)
    longest = max(counts.values())
    return [Bar(state_words(visit, state), counts[state], counts[state] / longest) for state in PUBLIC]
