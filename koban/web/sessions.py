"""Desk sessions: a cookie that only this origin gets, ended when idle, after a working day, or on sign-out."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from koban.model.clock import Clock
from koban.web.community import Community
from koban.web.officer import Officer

if TYPE_CHECKING:
    from koban.store.control import ControlStore
    from koban.store.fleet.rows import AccountRow

SESSION_COOKIE = "__Host-session"
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)


class Sessions:
    """A token holds the moment of sign-in; the store keeps its hash alone, so neither can be changed."""

    def __init__(self, control: ControlStore, clock: Clock) -> None:
        """Sessions of all forces."""
        self._control = control
        self._clock = clock

    def begin(self, account_id: str, signed_in: datetime | None = None) -> str:
        """Open a session and return the `Set-Cookie` value."""
        began = signed_in or self._clock.now()
        token = f"{secrets.token_urlsafe(32)}.{int(began.timestamp())}"
        self._control.open_session(token, account_id, IDLE)
        return _cookie(token, IDLE)

    def end(self, request: HTTPConnection) -> str:
        """Close the request's session and return the `Set-Cookie` value that forgets it."""
        token = request.cookies.get(SESSION_COOKIE, "")
        if token:
            self._control.close_session(token)
        return _cookie("", timedelta())

    def officer(self, request: HTTPConnection, community: Community) -> tuple[Officer | None, list[str]]:
        """Who is signed in, and the cookie that keeps the session alive where it is due for renewal."""
        token = request.cookies.get(SESSION_COOKIE, "")
        session = self._control.session(token) if 0 < len(token) < 200 else None
        if session is None or session.account.force != community.force.name:
            return None, []
        now = self._clock.now()
        began = datetime.fromtimestamp(int(token.rpartition(".")[2]), now.tzinfo)
        if now - began > LONGEST:
            self._control.close_session(token)
            return None, []
        due = session.expires - now < IDLE / 2
        return officer_of(session.account, community), [self.begin(session.account.id, began)] if due else []


def officer_of(account: AccountRow, community: Community) -> Officer:
    """The account with the roles that its groups have in `community`."""
    groups = frozenset(account.groups)
    roles = {role for role, members in community.force.roles.items() if groups.intersection(members)}
    return Officer(account.login, account.display, groups, frozenset(roles))


def _cookie(token: str, age: timedelta) -> str:
    cookie = SimpleCookie()
    cookie[SESSION_COOKIE] = token
    morsel = cookie[SESSION_COOKIE]
    morsel["path"], morsel["max-age"], morsel["samesite"] = "/", str(int(age.total_seconds())), "Lax"
    morsel["secure"] = morsel["httponly"] = True
    return morsel.OutputString()
