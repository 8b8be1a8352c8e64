"""Signing in to a desk: by a one-time link or by login and password; signing out; choosing a password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from koban.host.entrance import Entrance
from koban.web.passwords import LONGEST, SHORTEST
from koban.web.visit import Here, Visit

router = APIRouter()


def entrance_of(request: Request) -> Entrance:
    """The process's one entrance."""
    entrance: Entrance = request.scope["koban.host"].entrance
    return entrance


@router.get("/sign-in")
def sign_in_page(
    visit: Here, request: Request, token: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """The form; with a token, the one GET that changes state: the link is used up and a session begins."""
    if not token:
        return (
            RedirectResponse("/", 303)
            if visit.officer
            else visit.render("sign-in.html", message="", login="")
        )
    entrance = entrance_of(request)
    claims = visit.runtime.control.use_link(token)
    force = visit.community.force.name
    if claims is None or claims.get("force") != force or "sign-in" not in claims:
        return visit.render("used-link.html", 410)
    account = visit.runtime.control.account(force, claims["sign-in"])
    if account is None:
        return visit.render("used-link.html", 410)
    target = "/password" if claims.get("choose") else "/"
    response = RedirectResponse(target, 303)
    response.headers.append("set-cookie", entrance.sessions.begin(account.id))
    return response


@router.post("/sign-in")
def sign_in(
    visit: Here,
    request: Request,
    login: Annotated[str, Form(max_length=60)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Check login and password; an unknown login takes as long and is told the same."""
    entrance = entrance_of(request)
    force, login = visit.community.force.name, login.strip().lower()
    key = f"{force}/{login}"
    if not entrance.brake.take(key):
        wait = visit._("Too many attempts. Please wait ten minutes and try again.")
        return visit.render("sign-in.html", 429, message=wait, login=login)
    account = visit.runtime.control.account(force, login)
    if not entrance.passwords.right(account.password_hash if account else None, password) or account is None:
        wrong = visit._("Login name and password do not fit together. Please try again.")
        return visit.render("sign-in.html", 403, message=wrong, login=login)
    entrance.brake.forget(key)
    response = RedirectResponse("/", 303)
    response.headers.append("set-cookie", entrance.sessions.begin(account.id))
    return response


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session."""
    response = RedirectResponse("/sign-in", 303)
    response.headers.append("set-cookie", entrance_of(request).sessions.end(request))
    return response


@router.get("/password")
def password_page(visit: Here) -> Response:
    """The form for choosing a password."""
    if visit.officer is None:
        return RedirectResponse("/sign-in", 303)
    return visit.render("set-password.html", account=visit.officer, errors={})


@router.post("/password")
def set_password(
    visit: Here,
    request: Request,
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    again: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Keep the chosen password and begin a new session; all others of the account end."""
    if visit.officer is None:
        return RedirectResponse("/sign-in", 303)
    errors = _mistakes(visit, password, again)
    if errors:
        return visit.render("set-password.html", 422, account=visit.officer, errors=errors)
    entrance, control = entrance_of(request), visit.runtime.control
    account = control.account(visit.community.force.name, visit.officer.login)
    if account is None:
        return RedirectResponse("/sign-in", 303)
    control.set_password(account.id, entrance.passwords.hash(password))
    response = visit.redirect("", note=visit._("Your password is set."))
    response.headers.append("set-cookie", entrance.sessions.begin(account.id))
    return response


def _mistakes(visit: Visit, password: str, again: str) -> dict[str, str]:
    if len(password) < SHORTEST:
        return {"password": visit._("Please take at least {n} characters", n=SHORTEST)}
    if visit.officer and len(visit.officer.login) > 3 and visit.officer.login in password.lower():
        return {"password": visit._("Please leave your login name out of the password")}
    if password != again:
        return {"again": visit._("The two are not the same")}
    return {}
