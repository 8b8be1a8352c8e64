from __future__ import annotations

import os
import traceback

import pytest

from koban.compile.grants import GrantsError
from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.model.grants import Grants
from koban.plugin.declare import SecretStore
from koban.plugin.registry import Contributed, built_in_stores
from koban.secrets.place import LARGEST, SecretMissingError
from koban.secrets.resolve import Resolver

VALUE = "s3cret-value"
MAIL = {"file": "mail"}


@pytest.fixture
def folder(tmp_path):
    own = tmp_path / "secrets" / "east-side"
    own.mkdir(parents=True)
    (own / "mail").write_text(f"{VALUE}\n")
    other = tmp_path / "secrets" / "west"
    other.mkdir()
    (other / "mail").write_text("of another force")
    return tmp_path / "secrets"


class GrantsAll(Grants):
    def allows_secret(self, force, reference):
        return True


def reader(folder, environment=None, grants=None, stores=None) -> Resolver:
    return Resolver(folder, stores or built_in_stores(), lambda: grants or GrantsAll(), environment or {})


def refused(ref, folder, environment=None, force="east-side", **said) -> str:
    with pytest.raises(SecretMissingError) as caught:
        reader(folder, environment, **said).value(ref, force)
    told = "".join(traceback.format_exception(caught.value))
    assert VALUE not in told
    return str(caught.value)


def test_from_the_environment_of_its_force_only(folder):
    environment = {"KOBAN_SECRET_EAST__SIDE_MAIL": VALUE, "KOBAN_SECRET_WEST_MAIL": "other", "MAIL": "plain"}
    assert reader(folder, environment).value({"env": "MAIL"}, "east-side") == VALUE
    del environment["KOBAN_SECRET_EAST__SIDE_MAIL"]
    told = refused({"env": "MAIL"}, folder, environment)
    assert "{env: MAIL}" in told
    assert "KOBAN_SECRET_EAST__SIDE_MAIL" in told


def test_from_the_folder_of_its_force_only(folder):
    assert reader(folder).value(MAIL, "east-side") == VALUE
    assert reader(folder).value(MAIL, "west") == "of another force"
    told = refused({"file": "absent"}, folder)
    assert "{file: absent}" in told
    assert "secrets/east-side" in told


@pytest.mark.parametrize(
    "name", ["..", ".", ".hidden", "../west/mail", "/etc/passwd", "a/b", "", "mail\n", "mail\0", "..\\west"]
)
def test_no_way_out_of_the_folder(folder, name):
    (folder / "east-side" / ".hidden").write_text(VALUE)
    refused({"file": name}, folder)


@pytest.mark.parametrize("force", ["..", "../west", "", ".", "west/", "East"])
def test_no_way_out_by_the_name_of_the_force(folder, force):
    refused(MAIL, folder, force=force)


def test_links_are_not_followed(folder):
    (folder / "east-side" / "link").symlink_to(folder / "west" / "mail")
    refused({"file": "link"}, folder)
    (folder / "linked").symlink_to(folder / "west")
    refused(MAIL, folder, force="linked")


def test_only_plain_small_files_of_text(folder):
    own = folder / "east-side"
    (own / "large").write_text("x" * (LARGEST + 1))
    assert "larger" in refused({"file": "large"}, folder)
    (own / "binary").write_bytes(VALUE.encode() + b"\xff")
    assert "UTF-8" in refused({"file": "binary"}, folder)
    (own / "empty").write_text("\n")
    assert "empty" in refused({"file": "empty"}, folder)
    (own / "folder").mkdir()
    refused({"file": "folder"}, folder)
    os.mkfifo(own / "pipe")
    assert "plain file" in refused({"file": "pipe"}, folder)


@pytest.mark.parametrize("name", ["SIDE_MAIL", "_SIDE_MAIL", "__SIDE_MAIL", "SIDE-MAIL", "side_mail"])
def test_a_force_cannot_reach_into_one_whose_name_begins_like_its_own(folder, name):
    refused({"env": name}, folder, {"KOBAN_SECRET_EAST__SIDE_MAIL": VALUE}, force="east")


@pytest.mark.parametrize("ref", [{}, {"env": "A", "file": "b"}])
def test_exactly_one_place(folder, ref):
    assert "exactly one" in refused(ref, folder)


def test_a_store_that_is_not_installed(folder):
    assert '"vault"' in refused({"vault": "mail"}, folder)


def test_what_was_not_granted_is_not_even_looked_for(folder):
    west = Grants.model_validate({"forces": {"west": {"secrets": [MAIL]}}})
    told = refused(MAIL, folder, grants=west)
    assert "koban grant east-side --secret file:mail" in told
    both = Grants.model_validate({"forces": {"east-side": {"secrets": [MAIL]}}})
    assert reader(folder, grants=both).value(MAIL, "east-side") == VALUE
    refused({"file": "other"}, folder, grants=both)


def test_grants_that_cannot_be_read_grant_nothing(folder):
    def broken():
        raise GrantsError([Diagnostic("KB418", "the grants cannot be read", Span("grants.yaml"))])

    with pytest.raises(SecretMissingError, match="the grants cannot be read"):
        Resolver(folder, built_in_stores(), broken, {}).value(MAIL, "east-side")


class Talkative(SecretStore):
    name = "talkative"
    key = ".*"
    says = "anything"
    read = f"{__name__}:read_talkatively"


def read_talkatively(key, place):
    raise ValueError(f"{place.force}: cannot use {VALUE}")


def test_a_store_that_fails_with_the_secret_on_its_lips_gives_nothing_away(folder):
    stores = {"talkative": Contributed("test", "1", Talkative())}
    assert "ValueError" in refused({"talkative": "x"}, folder, stores=stores)
