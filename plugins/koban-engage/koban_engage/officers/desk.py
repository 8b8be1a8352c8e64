"""The desk page of `officers`: what people see of you, by your own choice, removable at any time."""

from __future__ import annotations

from collections.abc import Mapping

from koban.api.web import APIRouter, Here, Response, Stored, Visit, Writer
from koban_engage.officer import officer_of
from koban_engage.officers.people import profile_id
from koban_engage.officers.records import PROFILE, Profile
from koban_engage.picture import ACCEPT, PictureError, clean_picture
from koban_engage.sent import Sent, SentForm

router = APIRouter()
LONGEST_SIDE = 640
LONGEST_NAME = 100
LONGEST_TEXT = 1_000


@router.get("/")
def mine(visit: Here) -> Response:
    """What is shown of whoever is signed in."""
    stored = _stored(visit)
    shown = stored.value if stored else None
    return _page(visit, shown, Sent({"name": [shown.name], "does": [shown.does]}) if shown else Sent())


@router.post("/")
def change(visit: Here, sent: SentForm) -> Response:
    """Show, change or remove it."""
    login = officer_of(visit).login
    stored = _stored(visit)
    if sent.text("act") == "remove":
        visit.store.write(lambda writer: _remove(writer, visit, login))
        return visit.redirect(note=visit._("It is removed. People see nothing of you."))
    photo, errors = _photo(visit, sent)
    errors |= _words(visit, sent)
    if errors:
        return _page(visit, stored.value if stored else None, sent, 422, errors)
    profile = Profile(login=login, name=sent.text("name"), does=sent.text("does"))
    visit.store.write(lambda writer: _put(writer, visit, profile, photo, drop=sent.yes("photo-drop")))
    return visit.redirect(note=visit._("People see it now."))


def _put(writer: Writer, visit: Visit, profile: Profile, photo: bytes | None, *, drop: bool) -> None:
    """A new photo replaces the old one, bytes and all."""
    id_ = profile_id(visit, profile.login)
    before = writer.get(PROFILE, id_)
    kept = writer.attachment(before.value.photo) if before and before.value.photo and not drop else None
    body = photo or (kept.body if kept else None)
    writer.delete(PROFILE, id_)
    writer.add(PROFILE, profile, instance=visit.instance, id=id_)
    if body is not None:
        attachment = writer.attach(id_, "image/jpeg", body, "photo.jpg")
        writer.put(PROFILE, profile.model_copy(update={"photo": attachment}), instance=visit.instance, id=id_)
    writer.audit(profile.login, "officers.shown", id_)


def _remove(writer: Writer, visit: Visit, login: str) -> None:
    id_ = profile_id(visit, login)
    writer.delete(PROFILE, id_)
    writer.audit(login, "officers.removed", id_)


def _photo(visit: Visit, sent: Sent) -> tuple[bytes | None, dict[str, str]]:
    body = sent.files.get("photo")
    if body is None:
        return None, {}
    try:
        return clean_picture(body, LONGEST_SIDE), {}
    except PictureError:
        words = visit._("We cannot read this photo. Choose another one (JPEG, PNG or WebP), at most 10 MB.")
        return None, {"photo": words}


def _words(visit: Visit, sent: Sent) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not sent.text("name"):
        errors["name"] = visit._("Write the name by which people call you.")
    for name, longest in (("name", LONGEST_NAME), ("does", LONGEST_TEXT)):
        if len(sent.text(name)) > longest:
            errors[name] = visit._("Write at most {limit} characters.", limit=visit.number(longest))
    return errors


def _stored(visit: Visit) -> Stored[Profile] | None:
    return visit.store.read().get(PROFILE, profile_id(visit, officer_of(visit).login))


def _page(
    visit: Visit,
    shown: Profile | None,
    sent: Sent,
    status: int = 200,
    errors: Mapping[str, str] | None = None,
) -> Response:
    return visit.render(
        "officers/mine.html",
        status,
        shown=shown,
        sent=sent,
        errors=errors or {},
        accept=ACCEPT,
        display=officer_of(visit).display,
        origin=visit.origin,
    )
