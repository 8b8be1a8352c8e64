"""Which files of a workspace are manifests or texts, and of which kind, known from their paths alone."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """What a file holds. The word is that of its schema."""

    WORKSPACE = "workspace"
    BLUEPRINT = "blueprint"
    FORCE = "force"
    COMMUNITY = "community"
    TEXTS = "texts"
    """Of one language of one community; without an envelope."""


_PLACES = (
    (re.compile(r"koban\.yaml"), Kind.WORKSPACE),
    (re.compile(r"blueprints/[^/]+\.yaml"), Kind.BLUEPRINT),
    (re.compile(r"deployments/[^/]+/force\.yaml"), Kind.FORCE),
    (re.compile(r"deployments/[^/]+/[^/]+/community\.yaml"), Kind.COMMUNITY),
    (re.compile(r"deployments/[^/]+/[^/]+/texts/[^/]+\.yaml"), Kind.TEXTS),
)


def kind_at(path: str) -> Kind | None:
    """The kind of the file at `path`, relative to the workspace; None if it is none of ours."""
    return next((kind for place, kind in _PLACES if place.fullmatch(path)), None)
