"""A community with everything that the policies want, to take things away from."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from koban.api import Deployment, Finding, Policy

SPEC: dict[str, Any] = {
    "unit": {
        "name": "Harbour unit",
        "posts": 2,
        "phone": "+000 000",
        "staffedHours": "Mo-Fr 08:00-16:00; PH off",
        "whenEmpty": "Call the station",
        "maxOpenCases": 30,
    },
    "features": {
        "news": True,
        "report": {
            "with": {
                "categories": {
                    "noise": {
                        "label": "Noise",
                        "purpose": "response",
                        "firstAnswer": "2wd",
                        "photo": False,
                        "place": False,
                        "anonymous": "always",
                        "ask": {"when": {"type": "datetime", "label": "When was it?"}},
                    }
                }
            }
        },
    },
    "partners": {"bank": {"title": "A bank", "may": ["receive-cases"]}},
    "privacy": {"dpia": {"link": "dpia.md", "date": "2026-02-01"}},
}
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def deploy(deployment: Callable[..., Deployment]) -> Callable[..., Deployment]:
    """`deploy(change, ...)`: a deployment of SPEC after each `change(spec)`, with the keywords of `deployment`."""

    def make(*changes: Change, **more: Any) -> Deployment:
        spec = copy.deepcopy(SPEC)
        for change in changes:
            change(spec)
        return deployment(spec, **more)

    return make


@pytest.fixture
def says() -> Callable[[Policy, Deployment], list[tuple[str, str]]]:
    """What a policy finds: each dotted path, with the words."""

    def ask(policy: Policy, deployment: Deployment) -> list[tuple[str, str]]:
        found: Iterable[Finding] = policy.check(deployment)
        return [(".".join(map(str, one.path)), one.message) for one in found]

    return ask
