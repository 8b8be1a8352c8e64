"""A visit: one request to one community, and all that a feature's handler may ask and answer with."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from koban.model.base import say
from koban.model.unit import Unit
from koban.plugin.declare import Feature
from koban.texts.formats import Formats
from koban.texts.languages import Direction, direction, own_name
from koban.texts.numbers import keep_numbers
from koban.texts.words import Words
from koban.web.community import Community, Instance
from koban.web.drift import drift_notices
from koban.web.navigation import Item, navigation_of
from koban.web.officer import Officer
from koban.web.passage import passage
from koban.web.runtime import Runtime
from koban.web.script_words import script_words
from koban.web.staffing import Staffing

if TYPE_CHECKING:
    from koban.store.community import CommunityStore
    from koban.store.named import NamedStore

Kind = Literal["pages", "api", "desk"]
NOTE_COOKIE = "__Host-note"
_MAX_NOTE = 400


@dataclass
class Visit:
    """One request. Handlers are plain functions; everything here may be used from the thread they run in."""

    community: Community
    runtime: Runtime
    kind: Kind
    language: str
    path: str
    """The request's path, such as `/report/new`."""
    instance: str = ""
    """Name of the feature instance; empty on the host's own pages."""
    officer: Officer | None = None
    note: str = ""
    """Shown once, on the page after a redirect."""

    # who and where

    @property
    def used(self) -> Instance | None:
        """The feature instance that this visit is in."""
        return self.community.instances.get(self.instance)

    @property
    def root(self) -> str:
        """Where this visit's instance is mounted: `/report`, `/api/report`, or nothing."""
        below = "/api" if self.kind == "api" else ""
        return f"{below}/{self.instance}" if self.instance else ""

    @property
    def config(self) -> Any:
        """The feature's checked settings."""
        return self._used().config

    @property
    def feature(self) -> Feature:
        """The feature itself."""
        return self._used().feature

    def _used(self) -> Instance:
        if self.used is None:
            raise LookupError("this page belongs to no feature")
        return self.used

    @property
    def unit(self) -> Unit | None:
        return self.community.unit

    @property
    def origin(self) -> str:
        return self.community.origin

    @property
    def desk_origin(self) -> str:
        return self.community.desk_origin

    @property
    def first_language(self) -> str:
        return self.community.languages[0]

    @property
    def direction(self) -> Direction:
        return direction(self.language)

    @cached_property
    def now(self) -> dt.datetime:
        """The moment of this request, in the force's time zone."""
        return self.runtime.clock.now().astimezone(self.community.time_zone)

    # records

    @property
    def store(self) -> CommunityStore | NamedStore:
        """This community's records."""
        return self.runtime.store_of(self.community.uid, self.community.names)

    @property
    def instance_key(self) -> str:
        """What this instance's data is kept under: stays the same when the instance is renamed. Part of no address."""
        return self.community.names.key(self.instance)

    def keyed_hash(self, text: str) -> str:
        """A hash of `text` that only this installation can compute; different in every community."""
        return self.runtime.keyed_hash(self.community.uid, text)

    def form_definition(self, digest: str) -> dict[str, Any] | None:
        """A form definition that this community uses or used in the last 400 days."""
        return self.community.form(digest) or self.runtime.control.form(self.community.uid, digest)

    def file(self, path: str) -> bytes:
        """A file of the deployment. Raises KeyError if the bundle names no such file."""
        return self.community.file(path)

    # words

    def say(self, text: Mapping[str, str]) -> str:
        """Text for people in the visitor's language."""
        return keep_numbers(say(text, self.language, self.first_language), self.direction)

    def passage(self, text: Mapping[str, str]) -> Markup:
        """The same for a page, marked with its language where that is not the visitor's."""
        return passage(text, self.language, self.first_language)

    @cached_property
    def words(self) -> Words:
        return self.runtime.library.words(self.language)

    def _(self, msgid: str, **values: object) -> str:
        """`msgid` in the visitor's language; `{name}` is filled in from `values`."""
        return self.words.gettext(msgid, **values)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """`one` or `many` in the visitor's language, in the form that `n` takes."""
        return self.words.ngettext(one, many, n, **values)

    @cached_property
    def formats(self) -> Formats:
        return Formats(self.language, self.community.time_zone, self.community.force.country)

    def date(self, day: dt.date) -> str:
        return self.formats.date(day)

    def short_date(self, day: dt.date) -> str:
        return self.formats.short_date(day)

    def near_date(self, day: dt.date) -> str:
        return self.formats.near_date(day)

    def time(self, moment: dt.datetime) -> str:
        return self.formats.time(moment)

    def datetime_words(self, moment: dt.datetime) -> str:
        return self.formats.datetime_words(moment)

    def day_words(self, moment: dt.datetime) -> str:
        """Today, tomorrow or a weekday within a week, else the date."""
        days = (moment.astimezone(self.community.time_zone).date() - self.now.date()).days
        near = {0: self._("today"), 1: self._("tomorrow")}
        return near.get(days) or (self.formats.weekday(moment) if 1 < days < 7 else self.date(moment))

    def ago(self, moment: dt.datetime) -> str:
        return self.formats.ago(moment, self.now)

    def listed(self, parts: Sequence[str]) -> str:
        return self.formats.listed(parts)

    def number(self, value: float) -> str:
        return self.formats.number(value)

    def languages(self) -> list[tuple[str, str]]:
        """The languages on offer, each with what it calls itself."""
        return [(tag, own_name(tag, self.runtime.library.words(tag))) for tag in self.community.languages]

    def own_name(self) -> str:
        """What the visitor's language calls itself."""
        return own_name(self.language, self.words)

    def script_words(self) -> dict[str, str]:
        """The words that scripts need."""
        return script_words(self.words)

    # the unit

    def staffed(self) -> Staffing:
        """Whether somebody is at the post now."""
        return self.community.hours.at(self.now)

    def promise(self, promise: str, start: dt.datetime | None = None) -> dt.datetime:
        """When something promised at `start` (now) is due; `2wd` is the end of the second staffed day after it."""
        return self.community.hours.promised(promise, start or self.now)

    def colleagues(self) -> list[tuple[str, str]]:
        """Desk: login and name of everyone who may work here."""
        wanted = {group for groups in self.community.force.roles.values() for group in groups}
        accounts = self.runtime.control.accounts(self.community.force.name)
        return [(account.login, account.display) for account in accounts if wanted & set(account.groups)]

    def drifts(self) -> list[str]:
        """Desk: what the head of the unit is told of numbers that contradict a declared level."""
        return drift_notices(self)

    # answers

    def url(self, path: str = "", instance: str | None = None) -> str:
        """The path of a page of this instance, or of another; `instance=""` means the host's own pages."""
        name = self.instance if instance is None else instance
        return f"/{name}/{path.lstrip('/')}" if name else f"/{path.lstrip('/')}"

    def static(self, name: str) -> str:
        """Where a static file is served: `koban.css`, `koban-engage/report.js`."""
        return self.runtime.assets[name].path

    def navigation(self) -> list[Item]:
        """The pages that stand in the app's or the desk's navigation."""
        return navigation_of(self)

    def render(self, template: str, status: int = 200, **data: Any) -> HTMLResponse:
        """A page. Templates see `data`, `visit`, `community`, `_`, `ngettext` and `static`."""
        plugin = self.used.plugin if self.used else ""
        body = self.runtime.pages.template(plugin, template).render(
            {
                "visit": self,
                "community": self.community,
                "assets": self.runtime.assets,
                "_": self._,
                "ngettext": self.ngettext,
                "static": self.static,
                **data,
            }
        )
        return HTMLResponse(body, status)

    def redirect(self, path: str = "", instance: str | None = None, note: str | None = None) -> Response:
        """Go on to another page (303); `note` is shown there once."""
        response = RedirectResponse(self.url(path, instance), 303)
        if note:
            value = base64.urlsafe_b64encode(note[:_MAX_NOTE].encode()).decode()
            response.set_cookie(NOTE_COOKIE, value, max_age=60, secure=True, httponly=True, samesite="lax")
        return response


async def _visit_of(request: Request) -> Visit:
    visit: Visit = request.scope["koban.visit"]
    return visit


Here = Annotated[Visit, Depends(_visit_of)]
"""The visit, for a handler's parameter: `def index(visit: Here) -> Response`."""
