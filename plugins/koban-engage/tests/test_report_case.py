"""The desk answers, the citizen reads, and the other way round."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

RECEIPT = "0123456789ABCDEFGHJK"


@pytest.fixture
def desk(town: Any) -> Any:
    body = {"category": "noise", "text": "Music until four", "answers": {"often": "daily"}}
    answer = town.app.post("/api/report/reports", json=body, headers={"Idempotency-Key": RECEIPT})
    assert answer.status_code == 201
    return town.sign_in()


def case_of(desk: Any, show: str = "open") -> str:
    found = re.search(r'href="(/report/case/[^"]+)"', desk.get(f"/report/?show={show}").text)
    assert found is not None
    return found[1]


def do(desk: Any, act: str, turn: int | None = None, show: str = "open", **fields: str) -> Any:
    path = case_of(desk, show)
    if turn is None:
        turn = int(re.search(r'name="turn" value="(\d+)"', desk.get(path).text)[1])
    return desk.post(path, data={"turn": str(turn), "act": act, **fields})


def follow(town: Any, **fields: str) -> Any:
    return town.post("/report/status", data={"receipt": RECEIPT, **fields})


def status(town: Any) -> Any:
    return town.app.post("/api/report/status", json={"receipt": RECEIPT}).json()


def test_nobody_reads_the_desk_without_signing_in(town: Any) -> None:
    for path in ("/report/", "/report/case/x", "/report/take-down", "/news/", "/officers/", "/proposals/"):
        answer = town.desk.get(path, follow_redirects=False)
        assert answer.status_code in {303, 401, 403}


def test_purposes_without_this_reader_stay_closed(community: Any, spec: Any) -> None:
    from_force = {"title": "Answering", "law": "gdpr", "retention": "180d", "readers": ["data-protection"]}
    other = {"title": "Other", "law": "gdpr", "retention": "180d", "readers": ["officer"]}
    force = {"purposes": {"response": from_force, "question": other, "participation": other}}
    bare = {key: value for key, value in spec.items() if key != "area"}
    roles = {"officer": ["local:officers"], "data-protection": ["local:guards"]}
    town = community(bare, force={**force, "roles": roles})
    body = {"category": "noise", "text": "Music until four", "answers": {"often": "daily"}}
    town.app.post("/api/report/reports", json=body, headers={"Idempotency-Key": RECEIPT})
    desk = town.sign_in()
    assert "Music until four" not in desk.get("/report/").text
    guard = town.sign_in("local:guards", "guard")
    path = case_of(guard)
    assert "Music until four" in guard.get(path).text
    assert town.sign_in().get(path).status_code == 403


def test_the_inbox_puts_the_promise_first_and_says_overdue_in_words(town: Any, desk: Any, clock: Any) -> None:
    assert "Answer by 4 Mar 2026" in desk.get("/report/").text
    clock.advance(timedelta(days=3))
    desk = town.sign_in()
    page = desk.get("/report/").text
    assert "Overdue: promised for 4 Mar 2026" in page
    assert "One promise was not kept" in page
    assert "We are late" in follow(town).text


def test_filters_show_mine_unassigned_and_closed(desk: Any) -> None:
    assert "Noise at night" in desk.get("/report/?show=unassigned").text
    assert "Noise at night" not in desk.get("/report/?show=mine").text
    do(desk, "assign", me="yes")
    assert "Noise at night" in desk.get("/report/?show=mine").text
    assert "Noise at night" not in desk.get("/report/?show=unassigned").text
    assert do(desk, "assign", whom="stranger").status_code == 422


def test_the_case_shows_answers_under_their_labels(desk: Any) -> None:
    page = desk.get(case_of(desk)).text
    assert "How often?" in page
    assert "Every day" in page
    assert "Music until four" in page


def test_what_the_officer_answers_the_citizen_reads(town: Any, desk: Any) -> None:
    do(desk, "note", note="He called before.")
    answer = do(desk, "reply", reply="Which bar is it?", wait="yes")
    assert answer.status_code == 200
    page = follow(town)
    assert "Which bar is it?" in page.text
    assert "We are waiting for you" in page.text
    assert "He called before." not in page.text
    found = status(town)
    assert found["status"] == "waiting"
    assert [(m["from"], m["text"]) for m in found["conversation"]] == [("unit", "Which bar is it?")]
    page = desk.get(case_of(desk)).text
    assert "Note by An officer" in page
    assert "Answered 2 Mar 2026" in page


def test_what_the_citizen_writes_the_officer_reads_once(town: Any, desk: Any) -> None:
    do(desk, "reply", reply="Which bar is it?", wait="yes")
    for _ in range(2):
        page = follow(town, act="say", words="The Anchor", once="A" * 20)
        assert "Your message is with the unit." in page.text
    assert [m["text"] for m in status(town)["conversation"]] == ["Which bar is it?", "The Anchor"]
    assert status(town)["status"] == "in-progress"
    assert "The sender wrote" in desk.get("/report/").text
    empty = follow(town, act="say", words=" ", once="B" * 20)
    assert empty.status_code == 422


def test_closing_needs_a_reason_words_and_for_others_matters_whose(town: Any, desk: Any) -> None:
    refused = do(desk, "close", reason="not-ours")
    assert refused.status_code == 422
    assert 'href="#whose"' in refused.text
    assert 'href="#closing"' in refused.text
    assert do(desk, "close", closing="Bye").status_code == 422
    do(desk, "close", reason="not-ours", whose="the city's noise office", closing="They measure noise.")
    assert "Closed: this is a matter for the city&#39;s noise office" in follow(town).text
    assert status(town)["outcome"] == {"reason": "not-ours", "whose": "the city's noise office", "solved": ""}
    assert "Noise at night" in desk.get("/report/?show=closed").text


def test_closed_and_not_fixed_is_a_state(town: Any, desk: Any) -> None:
    do(desk, "close", reason="not-solved", closing="We found nobody.")
    assert "Closed, not fixed" in follow(town).text


def test_a_no_to_was_it_solved_opens_it_again_with_a_new_promise(town: Any, desk: Any, clock: Any) -> None:
    do(desk, "close", reason="solved", closing="Done.")
    clock.advance(timedelta(days=7))
    assert follow(town, act="not-solved", words="", once="A" * 20).status_code == 422
    page = follow(town, act="not-solved", words="It is loud again.", once="A" * 20)
    assert "We have opened it again." in page.text
    found = status(town)
    assert (found["status"], found["promised"]) == ("new", "2026-03-11")
    assert "It is loud again." in town.sign_in().get(case_of(town.sign_in())).text


def test_a_yes_is_kept(town: Any, desk: Any) -> None:
    do(desk, "close", reason="solved", closing="Done.")
    follow(town, act="solved", words="Thanks", once="A" * 20)
    assert status(town)["outcome"]["solved"] == "yes"
    assert "Yes, it is solved" in desk.get(case_of(desk, "closed")).text


def test_two_officers_do_not_overwrite_each_other(town: Any, desk: Any) -> None:
    path = case_of(desk)
    desk.post(path, data={"turn": "0", "act": "begin"})
    late = desk.post(path, data={"turn": "0", "act": "close", "reason": "solved", "closing": "My words"})
    assert late.status_code == 409
    assert "Somebody changed this case" in late.text
    assert "My words" in late.text
    assert status(town)["status"] == "in-progress"


def test_opening_and_acting_is_audited(town: Any, desk: Any) -> None:
    desk.get(case_of(desk))
    do(desk, "begin")
    do(desk, "close", reason="solved", closing="Done.")
    acts = [row.act for row in town.store.read().audit_log()]
    assert acts[0] == "report.close"
    assert "report.opened" in acts
    assert "report.begin" in acts
    assert town.store.read().verify_audit() is None


def test_taking_down_gives_a_receipt_and_says_who_and_how(town: Any, desk: Any) -> None:
    form = {"receipt": "Z" * 20, "text": "A lady says the lamp is out", "q-often": "once"}
    refused = desk.post("/report/take-down/noise", data=form)
    assert refused.status_code == 422
    assert 'href="#consent"' in refused.text
    form |= {"way": "phone", "consent": "yes", "hears-back": "We ring her"}
    answer = desk.post("/report/take-down/noise", data=form)
    assert "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ" in answer.text
    assert "4 March 2026" in answer.text
    assert town.app.post("/api/report/status", json={"receipt": "Z" * 20}).status_code == 200
    page = desk.get(re.search(r'href="(/report/case/[^"]+)"', answer.text)[1]).text
    assert "By phone" in page
    assert "We ring her" in page
    assert "An officer" in page


def test_a_wrong_receipt_keeps_what_was_typed(town: Any) -> None:
    page = town.post("/report/status", data={"receipt": "7K2M"})
    assert page.status_code == 422
    assert 'value="7K2M"' in page.text
    assert town.post("/report/status", data={"receipt": "Z" * 20}).status_code == 404


def readers(*of_tips: str) -> dict[str, Any]:
    purpose = {"title": "Answering", "law": "gdpr", "retention": "180d", "readers": ["officer"]}
    closed = {**purpose, "readers": list(of_tips)}
    return {"purposes": {"response": closed, "question": purpose, "participation": closed}}


def test_what_the_head_of_unit_alone_reads_is_not_even_counted_for_officers(
    community: Any, spec: Any
) -> None:
    bare = {key: value for key, value in spec.items() if key != "area"}
    town = community(bare, force=readers("unit-lead"))
    town.app.post("/api/report/reports", json={"category": "tip", "text": "He hides it in the shed"})
    page = town.sign_in().get("/report/").text
    assert '<span class="count">1</span>' not in page
    assert "Nothing waits for you" in page
    lead = town.sign_in("local:leads", "lead")
    assert '<span class="count">1</span>' in lead.get("/report/").text
    assert "He hides it in the shed" in lead.get(case_of(lead)).text


def test_a_flood_hides_no_case(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koban_engage.report.inbox.MOST", 3)
    for number in range(7):
        town.app.post("/api/report/reports", json={"category": "tip", "text": f"Tip number {number}"})
    desk = town.sign_in()
    assert "Tip number 6" not in desk.get("/report/").text
    assert "?show=open&amp;page=3" in desk.get("/report/").text
    assert "Tip number 6" in desk.get("/report/?page=3").text
    assert desk.get("/report/?page=99").status_code == 200
    assert desk.get("/report/?page=0").status_code == 422
