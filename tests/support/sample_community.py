"""A served community for tests of the host: a bundle written by hand, in a real store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sample_plugin import Broken, Sample

from koban.host.application import Host, make_host
from koban.host.site import Addresses
from koban.model.bundle import Bundle, Compiled, canonical, sha256
from koban.model.clock import Clock
from koban.plugin.registry import Contributed, Registry
from koban.store.control import ControlStore
from koban.store.data import DataStores

ICON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#b3001b"/></svg>'
FORCE: dict[str, Any] = {
    "name": "force-north",
    "title": {"en": "Police North", "ar": "شرطة الشمال"},
    "language": "en",
    "time_zone": "Europe/Brussels",
    "country": "BE",
    "emergency": {
        "call": "112",
        "sms": "112",
        "text": {"en": "If someone is in danger now, call.", "ar": "إذا كان أحد في خطر الآن فاتصل."},
    },
    "roles": {"officer": ["local:officers"], "unit-lead": ["local:leads"]},
    "purposes": {
        "contact": {
            "title": {"en": "Answering people", "ar": "الرد على الناس"},
            "law": "gdpr",
            "retention": "365d",
            "readers": ["officer", "unit-lead"],
        }
    },
    "controllers": {"police": {"name": "Police North", "contact": "privacy@north.example"}},
}
AREA = {
    "type": "Feature",
    "properties": {},
    "geometry": {
        "type": "Polygon",
        "coordinates": [
            [
                [3.19, 51.33],
                [3.2, 51.345],
                [3.215, 51.35],
                [3.235, 51.34],
                [3.24, 51.325],
                [3.22, 51.318],
                [3.205, 51.325],
                [3.19, 51.33],
            ]
        ],
    },
}


def spec(**changes: Any) -> dict[str, Any]:
    return {
        "title": {"en": "Harbour quarter", "ar": "حي الميناء"},
        "summary": {
            "en": "Between the old docks and the night market.",
            "ar": "بين الأرصفة القديمة وسوق الليل.",
        },
        "languages": ["en", "ar"],
        "unit": {
            "name": {"en": "Quay post", "ar": "مركز الرصيف"},
            "posts": 6,
            "phone": "+32 50 00 00 00",
            "staffedHours": "Mo-Fr 08:00-16:00; PH off",
            "places": {"post": {"title": {"en": "The post", "ar": "المركز"}, "address": "Kaai 12"}},
            "whenEmpty": {
                "en": "The central desk answers, day and night.",
                "ar": "يرد المكتب المركزي ليلا ونهارا.",
            },
        },
        "needs": {
            "quiet": {
                "statement": {"en": "People can sleep", "ar": "ينام الناس"},
                "asksFor": {"calm-nights": 3},
            }
        },
        "features": {"sample": {}},
        "app": {"colour": "#0b6e4f", "icon": "icon.svg"},
        **changes,
    }


def bundle(name: str = "harbour", features: dict[str, Any] | None = None, **changes: Any) -> Compiled:
    written = spec(**changes)
    used = (
        features
        if features is not None
        else {"sample": {"uses": "sample", "plugin": "sample-plugin", "config": {}}}
    )
    value = {
        "name": name,
        "force": FORCE,
        "languages": written["languages"],
        "spec": written,
        "features": used,
        "connectors": {},
        "known": {
            "capabilities": {
                "calm-nights": {
                    "title": {"en": "Calm nights", "ar": "ليالٍ هادئة"},
                    "definition": {"en": "Noise at night is dealt with before people have to call."},
                    "approach": "co-active",
                    "knowledge": {"where-it-is-loud": {"en": "Where it is loud, and when"}},
                    "skills": {"calming-words": {"en": "Speaking so that people calm down"}},
                    "technologies": {"noise-map": {"en": "A map of noise"}},
                    "levels": {"absent": {"en": "Nobody looks after it."}},
                    "indicators": {
                        "first-answer": {
                            "what": {"en": "Hours until the first answer"},
                            "unit": "h",
                            "good": "down",
                        },
                        "quiet-nights": {"what": {"en": "Nights without a call"}, "unit": "%", "good": "up"},
                    },
                    "evidence": ["night-study"],
                    "confidence": "low",
                }
            },
            "evidence": {
                "night-study": {
                    "cite": "A study of nights",
                    "year": 2019,
                    "studied": {"en": "One harbour before and after"},
                    "effect": "mixed",
                    "on": {"en": "Calls about noise"},
                    "strength": 2,
                    "read": "abstract",
                }
            },
        },
        "files": {"icon.svg": sha256(ICON)},
        "area": AREA,
    }
    parsed = Bundle.model_validate(value)
    body = canonical(parsed.model_dump(mode="json", by_alias=True))
    return Compiled(parsed, body, sha256(body), {sha256(ICON): ICON})


def sample_registry() -> Registry:
    features = {feature.name: Contributed("sample-plugin", "1", feature) for feature in (Sample(), Broken())}
    return Registry(features=features, fingerprint="sample")


class World:
    """A state folder with communities in it, and a host over it."""

    def __init__(
        self, folder: Path, clock: Clock, port: int = 8700, registry: Registry | None = None
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.control = ControlStore.open(folder, clock)
        self.stores = DataStores(folder, clock)
        self.registry = registry or sample_registry()
        self.addresses = Addresses(port)
        self.host: Host = make_host(self.registry, self.control, self.stores, clock, self.addresses)
        fence = self.control.acquire_lease("reconciler", "test", timedelta(days=1))
        assert fence is not None
        self.fence = fence

    def candidate(self, compiled: Compiled) -> str:
        row = self.control.adopt(compiled.bundle.name, compiled.bundle.force.name)
        self.control.set_candidate(row.uid, compiled.digest, "r1", compiled, self.fence)
        return row.uid

    def serve(self, compiled: Compiled) -> str:
        uid = self.candidate(compiled)
        self.control.serve(uid, compiled.digest, "r1", "test", self.fence)
        self.host.shelf.follow(self.control.communities(), self.control.aliases())
        return uid

    def officer(self, login: str = "ada", groups: tuple[str, ...] = ("local:officers", "local:leads")) -> str:
        return self.control.create_account("force-north", login, login.title(), groups).id

    def close(self) -> None:
        self.stores.close()
        self.control.close()
