"""Pictures of made-up communities, written as short as a test allows."""

from __future__ import annotations

from typing import Any

from koban.capability.picture import Picture
from koban.model.bundle import Known
from koban.model.community import CommunitySpec


def capability(**changes: Any) -> dict[str, Any]:
    """A capability's entry with two components of each kind."""
    return {
        "title": {"en": "Something"},
        "definition": {"en": "What one can do"},
        "approach": "proactive",
        "knowledge": {"k1": {"en": "Knowing"}, "k2": {"en": "Knowing more"}},
        "skills": {"s1": {"en": "Mastering"}, "s2": {"en": "Mastering more"}},
        "technologies": {"t1": {"en": "A thing"}, "t2": {"en": "Another thing"}},
        "evidence": [],
        **changes,
    }


def study(effect: str = "positive", strength: int = 2, **changes: Any) -> dict[str, Any]:
    """An entry of the evidence register."""
    return {
        "cite": "Somebody. A study",
        "year": 2020,
        "effect": effect,
        "strength": strength,
        "on": {"en": "Something"},
        "studied": {"en": "Somewhere"},
        "read": "abstract",
        **changes,
    }


def picture(
    needs: dict[str, Any] | None = None,
    held: dict[str, Any] | None = None,
    measures: dict[str, Any] | None = None,
    collecting: frozenset[str] = frozenset(),
    spec: dict[str, Any] | None = None,
    offered: dict[str, Any] | None = None,
    **known: Any,
) -> Picture:
    """A community with these needs, levels held and measures, what modules offer, and what else is known."""
    written = {
        "title": {"en": "Place"},
        "languages": ["en"],
        "needs": {name: {"statement": {"en": name}, **need} for name, need in (needs or {}).items()},
        "capabilities": {name: {"assessed": "2026-01-01", **one} for name, one in (held or {}).items()},
        "measures": {
            name: {"kind": "training", "title": {"en": name}, **one} for name, one in (measures or {}).items()
        },
        **(spec or {}),
    }
    asked = {name for need in (needs or {}).values() for name in need.get("asksFor", {})}
    known.setdefault("capabilities", {name: capability() for name in {*asked, *(held or {})}})
    known["measures"] = {
        name: {"kind": "training", "title": {"en": name}, "gives": {}, "evidence": [], "lead": None, **one}
        for name, one in (offered or {}).items()
    }
    return Picture(CommunitySpec.model_validate(written), Known.model_validate(known), collecting)
