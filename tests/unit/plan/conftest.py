"""A bundle written by hand, and variations of it."""

import copy

import pytest

from koban.model.bundle import Bundle

WHOLE = {
    "name": "zoutkade",
    "force": {
        "name": "haven",
        "title": {"nl": "Politie Haven"},
        "language": "nl",
        "time_zone": "Europe/Brussels",
        "country": "BE",
        "emergency": {"call": "112", "text": {"nl": "Bel 112."}},
        "roles": {"officer": ["local:officers"]},
        "purposes": {
            "response": {
                "title": {"nl": "Meldingen"},
                "law": "gdpr",
                "retention": "180d",
                "readers": ["officer"],
            }
        },
        "controllers": {"police": {"name": "PZ", "contact": "dpo@haven.example"}},
    },
    "languages": ["nl"],
    "spec": {
        "title": {"nl": "Zoutkade"},
        "languages": ["nl"],
        "unit": {"name": {"nl": "Wijkteam"}, "phone": "+32 1", "staffedHours": "Mo-Fr 09:00-17:00"},
        "app": {"colour": "#112233"},
    },
    "features": {
        "report": {
            "uses": "report",
            "plugin": "koban-engage",
            "config": {
                "categories": {
                    "noise": {"label": {"nl": "Lawaai"}, "n": 1},
                    "waste": {"label": {"nl": "Afval"}},
                }
            },
        },
        "news": {"uses": "news", "plugin": "koban-engage", "config": {}},
    },
    "connectors": {
        "bus": {"uses": "geojson", "plugin": "koban-opendata", "every": "15m", "config": {"url": "x"}}
    },
    "known": {},
    "files": {"icon.svg": "aa"},
}


@pytest.fixture(scope="session")
def make_bundle():
    """As `bundle`, for tests that make many of them."""
    return _make


@pytest.fixture
def bundle():
    """Makes the bundle with some paths changed: `bundle(**{"spec.app.colour": "#445566"})`; None removes."""
    return _make


def _make(**changes):
    value = copy.deepcopy(WHOLE)
    for path, new in changes.items():
        *steps, last = path.split(".")
        place = value
        for step in steps:
            place = place.setdefault(step, {})
        if new is None:
            place.pop(last)
        else:
            place[last] = new
    return Bundle.model_validate(value)
