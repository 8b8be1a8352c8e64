from __future__ import annotations

import os
import traceback

import pytest

from koban.model.base import SecretRef
from koban.secrets.resolve import LARGEST, SecretMissingError, resolve

VALUE = "s3cret-value"


@pytest.fixture
def folder(tmp_path):
    own = tmp_path / "secrets" / "east-side"
    own.mkdir(parents=True)
    (own / "mail").write_text(f"{VALUE}\n")
    other = tmp_path / "secrets" / "west"
    other.mkdir()
    (other / "mail").write_text("of another force")
    return tmp_path / "secrets"


def refused(ref, folder, environment=None, force="east-side") -> str:
    with pytest.raises(SecretMissingError) as caught:
        resolve(ref, force, folder, environment or {})
    told = "".join(traceback.format_exception(caught.value))
    assert VALUE not in told
    return str(caught.value)


def test_from_the_environment_of_its_force_only(folder):
    ref = SecretRef(env="MAIL")
    environment = {"KOBAN_SECRET_EAST__SIDE_MAIL": VALUE, "KOBAN_SECRET_WEST_MAIL": "other", "MAIL": "plain"}
    assert resolve(ref, "east-side", folder, environment) == VALUE
    del environment["KOBAN_SECRET_EAST__SIDE_MAIL"]
    told = refused(ref, folder, environment)
    assert "{env: MAIL}" in told
    assert "KOBAN_SECRET_EAST__SIDE_MAIL" in told


def test_from_the_folder_of_its_force_only(folder):
    assert resolve(SecretRef(file="mail"), "east-side", folder, {}) == VALUE
    assert resolve(SecretRef(file="mail"), "west", folder, {}) == "of another force"
    told = refused(SecretRef(file="absent"), folder)
    assert "{file: absent}" in told
    assert "east-side" in told


@pytest.mark.parametrize("name", ["..", ".", ".hidden", "../west/mail", "/etc/passwd", "a/b", ""])
def test_no_way_out_of_the_folder(folder, name):
    (folder / "east-side" / ".hidden").write_text(VALUE)
    refused(SecretRef.model_construct(file=name), folder)


@pytest.mark.parametrize("force", ["..", "../west", "", "."])
def test_no_way_out_by_the_name_of_the_force(folder, force):
    refused(SecretRef(file="mail"), folder, force=force)


def test_links_are_not_followed(folder):
    (folder / "east-side" / "link").symlink_to(folder / "west" / "mail")
    refused(SecretRef(file="link"), folder)
    (folder / "linked").symlink_to(folder / "west")
    refused(SecretRef(file="mail"), folder, force="linked")


def test_only_plain_small_files_of_text(folder):
    own = folder / "east-side"
    (own / "large").write_text("x" * (LARGEST + 1))
    assert "larger" in refused(SecretRef(file="large"), folder)
    (own / "binary").write_bytes(VALUE.encode() + b"\xff")
    assert "UTF-8" in refused(SecretRef(file="binary"), folder)
    (own / "empty").write_text("\n")
    assert "empty" in refused(SecretRef(file="empty"), folder)
    (own / "folder").mkdir()
    refused(SecretRef(file="folder"), folder)
    os.mkfifo(own / "pipe")
    assert "plain file" in refused(SecretRef(file="pipe"), folder)


def test_a_force_cannot_reach_into_one_whose_name_begins_like_its_own(folder):
    refused(SecretRef(env="SIDE_MAIL"), folder, {"KOBAN_SECRET_EAST__SIDE_MAIL": VALUE}, force="east")


@pytest.mark.parametrize("ref", [SecretRef(), SecretRef(env="A", file="b")])
def test_exactly_one_place(folder, ref):
    assert "exactly one" in refused(ref, folder)
