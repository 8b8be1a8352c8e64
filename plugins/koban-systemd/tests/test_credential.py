"""Credentials in a real folder, as systemd makes it: each force has its own, and nothing leads out."""

import os
import traceback

import pytest

from koban.api.jobs import SecretMissingError, SecretPlace
from koban_systemd.credential import FOLDER, read

VALUE = "s3cret-value"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "east-side.mail").write_text(f"{VALUE}\n")
    (folder / "west.mail").write_text("of another force")
    return folder


def place(folder, force="east-side"):
    return SecretPlace(force, folder, {FOLDER: str(folder)})


def refused(key, folder, force="east-side"):
    with pytest.raises(SecretMissingError) as caught:
        read(key, place(folder, force))
    assert VALUE not in "".join(traceback.format_exception(caught.value))
    return str(caught.value)


def test_each_force_reads_its_own(folder):
    assert read("mail", place(folder)) == VALUE
    assert read("mail", place(folder, "west")) == "of another force"


def test_without_systemd_it_says_what_to_do(folder):
    with pytest.raises(SecretMissingError, match=r"LoadCredential=east-side\.mail"):
        read("mail", SecretPlace("east-side", folder, {}))
    assert "LoadCredential=east-side.absent:" in refused("absent", folder)


@pytest.mark.parametrize("key", ["../west.mail", "x/../../west.mail", "/etc/passwd", "\0", ""])
def test_no_way_out_of_the_folder(folder, key):
    refused(key, folder)


@pytest.mark.parametrize("force", ["east", "side", "east-side.mail", ".."])
def test_no_way_to_another_force(folder, force):
    refused("mail", folder, force)


def test_a_force_whose_name_begins_like_another_one_s(folder):
    refused("side.mail", folder, "east-")


def test_links_pipes_and_folders_are_no_credentials(folder):
    (folder / "east-side.link").symlink_to(folder / "west.mail")
    os.mkfifo(folder / "east-side.pipe")
    (folder / "east-side.folder").mkdir()
    for key in ("link", "pipe", "folder"):
        refused(key, folder)


def test_a_credential_is_small_text(folder):
    (folder / "east-side.large").write_text("x" * 70_000)
    (folder / "east-side.binary").write_bytes(VALUE.encode() + b"\xff")
    assert "larger" in refused("large", folder)
    assert "UTF-8" in refused("binary", folder)
