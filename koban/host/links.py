"""One-time links into a desk: to sign in at first, and for officers who are invited to choose a password."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from koban.host.site import Addresses
from koban.model.bundle import Bundle
from koban.store.control import ControlStore
from koban.texts.words import Library

SIGN_IN_FOR = timedelta(hours=1)
INVITATION_FOR = timedelta(hours=48)
FIRST_LOGIN = "first-sign-in"
"""Login of the account that the first link opens; it never has a password."""


class NoBundleError(Exception):
    """The community is not served yet, so that its roles are not known."""


def make_sign_in_link(store: ControlStore, force: str, community: str, port: int) -> str:
    """A link that signs in once, within an hour, with every local role of the force. For whoever set KOBAN up.

    Raises NoBundleError while no bundle of the community is served.
    """
    row = store.community(community)
    body = store.blob(row.served) if row is not None and row.served else None
    if row is None or body is None:
        raise NoBundleError(f"{community} is not served yet")
    bundle = Bundle.model_validate_json(body)
    roles = bundle.force.roles
    display = Library().words(bundle.languages[0]).gettext("Set-up")
    groups = sorted({group for members in roles.values() for group in members if group.startswith("local:")})
    account = store.account(force, FIRST_LOGIN)
    if account is None:
        account = store.create_account(force, FIRST_LOGIN, display, groups)
    elif list(account.groups) != groups:
        store.change_account(account.id, display, groups)
    return link_to_desk(
        store,
        Addresses(port).origins(community, row.domains)[1],
        {"sign-in": FIRST_LOGIN, "force": force},
        SIGN_IN_FOR,
    )


def link_to_desk(store: ControlStore, desk_origin: str, claims: dict[str, Any], lifetime: timedelta) -> str:
    """A link with a fresh token that carries `claims` once."""
    token = secrets.token_urlsafe(32)
    store.make_link(token, claims, lifetime)
    return f"{desk_origin}/sign-in?token={token}"
