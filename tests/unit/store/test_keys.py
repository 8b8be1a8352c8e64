from __future__ import annotations

import stat

import pytest

from koban.store.errors import StoreError
from koban.store.keys import KeyFolder


def test_a_key_is_minted_once_and_only_for_its_owner(tmp_path):
    folder = tmp_path / "keys"
    first = KeyFolder(folder).key("receipts")
    assert len(first) == 32
    assert KeyFolder(folder).key("receipts") == first
    assert KeyFolder(folder).key("visits") != first
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert sorted(path.name for path in folder.iterdir()) == ["receipts", "visits"]


def test_the_first_to_mint_wins(tmp_path, monkeypatch):
    one, other = KeyFolder(tmp_path), KeyFolder(tmp_path)
    minted = {}

    def overtaken(path):
        minted["other"] = other.key("k")
        return KeyFolder._mint(one, path)

    monkeypatch.setattr(one, "_mint", overtaken)
    assert one.key("k") == minted["other"]


def test_a_damaged_key_is_never_replaced(tmp_path):
    (tmp_path / "k").write_bytes(b"short")
    with pytest.raises(StoreError, match="damaged"):
        KeyFolder(tmp_path).key("k")
    assert (tmp_path / "k").read_bytes() == b"short"


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "A"])
def test_a_key_name_is_no_path(tmp_path, name):
    with pytest.raises(ValueError, match="cannot name"):
        KeyFolder(tmp_path).key(name)
