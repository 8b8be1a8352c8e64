"""Secrets in jobs: had at use, only while they are granted, and in nothing that a run leaves behind."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from koban.api import Config, Connector, RecordType
from koban.api.jobs import Batch, PullError
from koban.jobs.progress import PROGRESS, job_id
from koban.sources.grants import GRANTS_FILE

VALUE = "s3cret value/ü"
REFERENCE = {"file": "key"}
HOUR = timedelta(hours=1)


class Note(Config):
    text: str


NOTE = RecordType("note", Note)


def pull(context, cursor):
    """Does with the secret what the test says."""
    value = context.secret("key")
    act = context.config["act"]
    if act == "tell":
        raise PullError(
            f"the other side said: no entry for {value} or {value.replace(' ', '%20').replace('/', '%2F').replace('ü', '%C3%BC')}"
        )
    if act == "crash":
        raise RuntimeError(f"cannot use {value}")
    records = [("id", Note(text=f"as you said, {value}"))] if act == "keep" else [("id", Note(text="fine"))]
    yield Batch(records=records, cursor={"at": value} if act == "cursor" else {"at": 1})


class Asking(Connector):
    name = "asking"
    title = {"en": "Asking"}
    pull = f"{__name__}:pull"
    Config = {"type": "object"}
    records = [NOTE]


@pytest.fixture
def asking(fleet):
    fleet.connectors["asking"] = Asking()
    fleet.start()
    folder = fleet.folder / "secrets" / "force"
    folder.mkdir(parents=True)
    (folder / "key").write_text(VALUE)

    def run(act, secrets=None, granted=(REFERENCE,)):
        grants = {"forces": {"force": {"secrets": list(granted)}}}
        (fleet.folder / GRANTS_FILE).write_text(json.dumps(grants))
        used = {
            "uses": "asking",
            "config": {"act": act},
            "secrets": {"key": REFERENCE} if secrets is None else secrets,
        }
        store = fleet.serve("quay", connectors={"asking": used})
        fleet.tick(HOUR)
        return store.read().get(PROGRESS, job_id("connector", "asking"))

    return run


def _everything(fleet):
    left = [path for path in fleet.folder.rglob("*") if path.is_file() and "secrets" not in path.parts]
    assert left
    return b"".join(path.read_bytes() for path in left)


def test_a_granted_secret_is_had(asking, fleet):
    assert asking("fine").value.succeeded
    assert VALUE.encode() not in _everything(fleet)


def test_what_is_no_longer_granted_is_no_longer_had_though_the_bundle_names_it(asking):
    assert asking("fine").value.failures == 0
    found = asking("fine ", granted=())
    assert "koban grant force --secret file:key" in found.value.message


@pytest.mark.parametrize(
    "reference",
    [
        {"file": "../other/key"},
        {"file": "/etc/passwd"},
        {"env": "key"},
        {"vault": "key"},
        {"env": "KEY", "file": "key"},
    ],
)
def test_a_bundle_that_was_tampered_with_leads_nowhere(asking, reference):
    assert asking("fine", {"key": reference}, granted=()).value.failures == 1


def test_a_secret_that_the_manifest_does_not_name(asking):
    assert 'needs a secret "key"' in asking("fine", {}).value.message


@pytest.mark.parametrize("act", ["tell", "crash", "keep", "cursor"])
def test_what_comes_back_is_kept_nowhere(asking, fleet, capsys, act):
    found = asking(act)
    assert found.value.failures == 1
    said = f"{found.value.message}{capsys.readouterr().out}"
    for form in (VALUE, "s3cret"):
        assert form not in said
        assert form.encode() not in _everything(fleet)
