import base64
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from sample_community import sample_registry

from koban.web.assets import Assets

PAGE_SCRIPTS = ("koban.js", "steps.js", "outbox.js")


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(sample_registry())


def test_the_import_map_pins_every_module_to_its_bytes(assets: Assets) -> None:
    written = json.loads(assets.import_map)
    for path in written["imports"].values():
        asset = assets.at(path)
        assert asset is not None
        digest = base64.b64encode(hashlib.sha384(asset.body).digest()).decode()
        assert written["integrity"][path] == f"sha384-{digest}"


def test_page_scripts_stay_small(assets: Assets) -> None:
    assert sum(len(gzip.compress(assets[name].body, 9)) for name in PAGE_SCRIPTS) < 10_000


def test_scripts_and_styles_ask_no_other_host(assets: Assets) -> None:
    for name in (*PAGE_SCRIPTS, "koban.css"):
        assert b"//" not in assets[name].body.replace(b"// ", b"").replace(b"https://www.w3.org", b"")


def test_unknown_paths_are_absent(assets: Assets) -> None:
    assert assets.at("/static/../pages.py") is None


def test_a_plugin_with_too_much_is_refused(tmp_path: Path, assets: Assets) -> None:
    (tmp_path / "big.bin").write_bytes(b"0" * (2 * 1024 * 1024 + 1))
    with pytest.raises(ValueError, match="more than"):
        assets._read("x/", tmp_path)
