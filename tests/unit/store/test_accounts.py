from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from koban.store.errors import AccountExistsError

HOUR = timedelta(hours=1)


def test_accounts_belong_to_their_force(control):
    made = control.create_account("east", "jo", "Jo", ["local:desk"])
    control.create_account("west", "jo", "Other Jo", [])
    assert control.account("east", "jo") == made
    assert [a.display for a in control.accounts("west")] == ["Other Jo"]
    assert control.account("east", "nobody") is None
    with pytest.raises(AccountExistsError, match="jo"):
        control.create_account("east", "jo", "Again", [])
    control.change_account(made.id, "Jo B.", ["local:lead"])
    assert control.account("east", "jo").groups == ("local:lead",)


def test_a_session_lasts_its_time_and_ends_with_the_password(control, clock):
    account = control.create_account("east", "jo", "Jo", [])
    control.open_session("token", account.id, HOUR)
    assert control.session("token").account == account
    assert control.session("other") is None
    control.close_session("token")
    assert control.session("token") is None
    control.open_session("token2", account.id, HOUR)
    control.set_password(account.id, "hash")
    assert control.session("token2") is None
    control.open_session("token3", account.id, HOUR)
    clock.advance(HOUR)
    assert control.session("token3") is None
    control.open_session("token4", account.id, HOUR)
    control.remove_account(account.id)
    assert control.session("token4") is None


def test_a_link_works_once(control, clock):
    control.make_link("t", {"account": "jo"}, HOUR)
    assert control.link("t") == {"account": "jo"}
    won, start = [], Barrier(4)

    def use():
        start.wait()
        won.append(control.use_link("t"))

    threads = [Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (won.count(None), won.count({"account": "jo"})) == (3, 1)
    assert control.use_link("t") is None
    control.make_link("late", {}, HOUR)
    clock.advance(HOUR)
    assert control.use_link("late") is None


def test_no_token_is_kept(control, state):
    account = control.create_account("east", "jo", "Jo", [])
    control.open_session("sesame-session", account.id, HOUR)
    control.make_link("sesame-link", {}, HOUR)
    kept = b"".join(path.read_bytes() for path in state.glob("control.db*"))
    assert b"sesame" not in kept
    assert b"jo" in kept
