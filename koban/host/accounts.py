"""The accounts page of the desk: unit leads invite officers by a one-time link and switch accounts off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Response
from fastapi.responses import RedirectResponse

from koban.host.links import INVITATION_FOR, link_to_desk
from koban.store.fleet.rows import AccountRow
from koban.web.sessions import officer_of
from koban.web.visit import Here, Visit

router = APIRouter()
_LOGIN = re.compile(r"[a-z][a-z0-9.-]{1,39}")


@dataclass(frozen=True, slots=True)
class _Shown:
    login: str
    display: str
    roles: list[str]
    has_password: bool


@router.get("/accounts")
def accounts(visit: Here) -> Response:
    """Who has an account, and the form for inviting."""
    return _guard(visit) or _page(visit)


@router.post("/accounts")
def invite(
    visit: Here,
    display: Annotated[str, Form(max_length=80)] = "",
    login: Annotated[str, Form(max_length=40)] = "",
    groups: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Make an account without a password, and the link by which its owner chooses one."""
    refused = _guard(visit)
    if refused:
        return refused
    values = {"display": display, "login": login, "groups": groups or []}
    display, login, chosen = display.strip(), login.strip().lower(), groups or []
    errors = _mistakes(visit, display, login, chosen)
    if not errors and not _open_account(visit, display, login, chosen):
        errors = {"login": visit._("There is an account with this login name already")}
    if errors:
        return _page(visit, 422, errors=errors, values=values)
    return _page(visit, 201, link=_link(visit, login), invited=display)


@router.post("/accounts/{login}")
def change(visit: Here, login: str, act: Annotated[str, Form()]) -> Response:
    """Give out a new link, or take all roles away: they are read at every request, so it works at once."""
    refused = _guard(visit)
    if refused:
        return refused
    control = visit.runtime.control
    account = control.account(visit.community.force.name, login)
    if account is None:
        raise HTTPException(404)
    if act == "link":
        return _page(visit, link=_link(visit, login), invited=account.display)
    if act == "disable" and visit.officer and login != visit.officer.login:
        control.change_account(account.id, account.display, ())
        return visit.redirect("accounts", note=visit._("The account of {name} is off.", name=account.display))
    raise HTTPException(400)


def _open_account(visit: Visit, display: str, login: str, groups: list[str]) -> bool:
    """Make the account, or give one that was switched off its roles back; False if somebody else has the login."""
    control, force = visit.runtime.control, visit.community.force.name
    existing = control.account(force, login)
    if existing is None:
        control.create_account(force, login, display, groups)
        return True
    if existing.groups:
        return False
    control.change_account(existing.id, display, groups)
    return True


def _guard(visit: Visit) -> Response | None:
    if visit.officer is None:
        return RedirectResponse("/sign-in", 303)
    return None if visit.officer.leads else visit.render("no-permission.html", 403)


def _page(visit: Visit, status: int = 200, **data: Any) -> Response:
    shown = [_shown(visit, row) for row in visit.runtime.control.accounts(visit.community.force.name)]
    words = {"link": "", "invited": "", "errors": {}, "values": {}, **data}
    hours = int(INVITATION_FOR.total_seconds() // 3600)
    return visit.render("accounts.html", status, accounts=shown, groups=_groups(visit), hours=hours, **words)


def _shown(visit: Visit, row: AccountRow) -> _Shown:
    names = role_names(visit)
    roles = sorted(names.get(role, role) for role in officer_of(row, visit.community).roles)
    return _Shown(row.login, row.display, roles, row.password_hash is not None)


def role_names(visit: Visit) -> Mapping[str, str]:
    """Roles in words."""
    return {
        "officer": visit._("Officer"),
        "unit-lead": visit._("Head of unit"),
        "translator": visit._("Translator"),
        "data-protection": visit._("Data protection"),
        "chief": visit._("Chief"),
    }


def _groups(visit: Visit) -> list[tuple[str, str, str]]:
    """The force's local groups, each with the roles it has."""
    names, found = role_names(visit), dict[str, list[str]]()
    for role, members in visit.community.force.roles.items():
        for group in members:
            if group.startswith("local:"):
                found.setdefault(group, []).append(names[role])
    return [(group, ", ".join(roles), "") for group, roles in found.items()]


def _mistakes(visit: Visit, display: str, login: str, groups: list[str]) -> dict[str, str]:
    errors = {}
    if not display:
        errors["display"] = visit._("Please enter a name")
    if not _LOGIN.fullmatch(login):
        errors["login"] = visit._(
            "A login name has 2 to 40 small letters, digits, dots and hyphens and begins with a letter"
        )
    if not groups or not {group for group, _, _ in _groups(visit)}.issuperset(groups):
        errors["groups"] = visit._("Please choose at least one role")
    return errors


def _link(visit: Visit, login: str) -> str:
    claims = {"sign-in": login, "force": visit.community.force.name, "choose": True}
    return link_to_desk(visit.runtime.control, visit.desk_origin, claims, INVITATION_FOR)
