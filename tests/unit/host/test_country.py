"""A community is served whatever its country, also where nobody's calendar knows the holidays of that country."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sample_community
from sample_community import World, bundle


@pytest.mark.parametrize("country", ["ZZ", "IN", "IL"])
def test_the_home_page_is_served(
    country: str, world: World, browser: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sample_community.FORCE, "country", country)
    world.serve(bundle("quay"))
    assert browser("quay").get("/").status_code == 200
