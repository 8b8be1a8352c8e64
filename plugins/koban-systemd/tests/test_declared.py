"""What the plugin declares, as a manifest meets it."""

import re
import sys
from types import SimpleNamespace

import pytest

from koban.api import Config, Connector, hookimpl
from koban.api.jobs import Batch


class Mail(Connector):
    name = "mail"
    title = {"en": "Mail"}
    pull = "mail_for_tests:pull"
    Config = Config


def pull(context, cursor):
    yield Batch(cursor={"length": len(context.secret("key"))})


class Plugin:
    @hookimpl
    def koban_connectors(self):
        return [Mail()]


def use(reference):
    return {"connectors": {"mail": {"secrets": {"key": reference}}}}


def test_the_store_is_there(registry):
    assert registry.problems == ()
    assert registry.secret_stores["credential"].plugin == "koban-systemd"


@pytest.mark.parametrize("key", ["../mail", "/mail", "a/b", ".mail", "", "a" * 81, "mail\n"])
def test_keys_that_lead_elsewhere_are_refused_in_the_manifest(community, key):
    with pytest.raises(AssertionError, match=r"KB405|KB403"):
        community(use({"credential": key}), extra=(Plugin(),))


def test_a_manifest_names_a_credential_and_jobs_ask_whether_it_was_granted(community, tmp_path, monkeypatch):
    (tmp_path / "test-force.mail").write_text("s3cret-value")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setitem(sys.modules, "mail_for_tests", SimpleNamespace(pull=pull))
    app = community(use({"credential": "mail"}), extra=(Plugin(),))
    with pytest.raises(AssertionError, match=re.escape("koban grant test-force --secret credential:mail")):
        app.pull("mail")
    (tmp_path / "state" / "grants.yaml").write_text("forces: {test-force: {secrets: [{credential: mail}]}}\n")
    app.pull("mail")
