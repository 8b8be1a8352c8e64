"""What tells a host and its jobs that their state is a preview: thrown away, framed by one page, cut off from the network."""

from __future__ import annotations

import re

from koban.store.control import ControlStore
from koban.web.network import Network

_NOTE = "preview"
_PAGE = re.compile(r"http://localhost:\d{1,5}")


def mark_preview(control: ControlStore, page: str) -> None:
    """Make the state in `control` a preview whose apps are shown in frames by the origin `page`."""
    if not _PAGE.fullmatch(page):
        raise ValueError(f"{page} is no page of this machine")
    control.set_note(_NOTE, page)


def framing_page(control: ControlStore) -> str:
    """The origin that may show this state's apps in frames; empty everywhere but in a preview."""
    note = control.note(_NOTE)
    return note if isinstance(note, str) and _PAGE.fullmatch(note) else ""


def reachable(control: ControlStore) -> Network:
    """What jobs may reach: from a preview nothing, because nobody has approved what its manifests name."""
    return Network(schemes=frozenset()) if framing_page(control) else Network()
