"""A community with everything of koban-engage switched on."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

AREA = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Old quay"},
"geometry": {"type": "Polygon", "coordinates": [[[3.0, 51.0], [3.1, 51.0], [3.1, 51.1], [3.0, 51.1], [3.0, 51.0]]]}}]}"""

CATEGORIES: dict[str, Any] = {
    "noise": {
        "label": "Noise at night",
        "firstAnswer": "2wd",
        "purpose": "response",
        "ask": {
            "when": {"type": "datetime", "label": "When was it?"},
            "often": {
                "type": "choice",
                "label": "How often?",
                "required": True,
                "options": {"once": "Once", "daily": "Every day"},
            },
            "kinds": {
                "type": "choices",
                "label": "What kind?",
                "options": {"music": "Music", "shouting": "Shouting"},
            },
        },
    },
    "tip": {"label": "A tip", "kind": "tip", "anonymous": "always", "purpose": "response", "sensitive": True},
    "complaint": {
        "label": "A complaint",
        "kind": "praise-or-complaint",
        "anonymous": "never",
        "purpose": "question",
    },
}
FEATURES: dict[str, Any] = {
    "report": {"with": {"categories": CATEGORIES}},
    "news": True,
    "officers": True,
    "proposals": True,
}


@pytest.fixture
def spec() -> dict[str, Any]:
    """The manifest's `spec`."""
    return {"languages": ["en"], "area": {"file": "area.geojson"}, "features": FEATURES}


@pytest.fixture
def serve(community: Any) -> Any:
    """Serves a spec; the same community again is served anew."""
    return lambda spec: community(spec, files={"area.geojson": AREA})


@pytest.fixture
def town(serve: Any, spec: dict[str, Any]) -> Any:
    """A running community."""
    return serve(spec)


@pytest.fixture
def photo() -> bytes:
    """A sideways JPEG that says where and with what it was taken."""
    picture = Image.new("RGB", (400, 200), "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (51.0, 3.0, 1.0)
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"SecretComment")
    return out.getvalue()
