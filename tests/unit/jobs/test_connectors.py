"""Connectors on their schedules, with a real store and a connector made for the test."""

import json
from datetime import timedelta

import pytest

from koban.api import Config, Connector, RecordType
from koban.api.jobs import Batch, PullError
from koban.jobs.progress import PROGRESS

MINUTE = timedelta(minutes=1)


class Thing(Config):
    title: str


class ThingsConfig(Config):
    file: str | None = None
    url: str | None = None


THING = RecordType("thing", Thing, index=("title",))


def pull(context, cursor):
    """The pull function of the test's connector."""
    Things.seen.append(cursor)
    if context.config.url:
        answer = context.http.get(context.config.url)
        if answer.status != 200:
            raise PullError(f"status {answer.status}")
        body = answer.body
    else:
        body = context.read_file(context.config.file)
    said = json.loads(body)
    if said == "crash":
        raise RuntimeError("the secret words of a person")
    for one in said:
        yield Batch(
            records=[(key, Thing(title=title)) for key, title in one.get("put", {}).items()],
            remove=one.get("remove", []),
            cursor=one.get("cursor"),
            complete=one.get("complete", False),
        )


class Things(Connector):
    name = "things"
    title = {"en": "Things"}
    Config = ThingsConfig
    pull = f"{__name__}:pull"
    records = [THING]
    seen: list = []

    def hosts(self, config):
        return ("127.0.0.1",)


@pytest.fixture
def fleet(fleet, monkeypatch):
    Things.seen.clear()
    monkeypatch.setattr("koban.jobs.connector.resolve_name", lambda _: pull)
    fleet.connectors["things"] = Things()
    fleet.start()
    return fleet


def from_file(said, **used):
    return {
        "connectors": {
            "lamps": {"uses": "things", "every": "15m", "config": {"file": "things.json"}, **used}
        },
        "files": {"things.json": json.dumps(said).encode()},
    }


def titles(store, instance="lamps"):
    return sorted(row.value.title for row in store.read().find(THING, instance=instance))


def progress(store, instance="lamps"):
    return store.read().get(PROGRESS, f"koban.connector.{instance}").value


def test_records_arrive_on_schedule(fleet):
    store = fleet.serve("quay", **from_file([{"put": {"1": "one", "2": "two"}, "cursor": {"at": 1}}]))
    fleet.tick()
    assert titles(store) == ["one", "two"]
    fleet.tick(14 * MINUTE)
    assert Things.seen == [None]
    fleet.tick(MINUTE)
    assert Things.seen == [None, {"at": 1}]


def test_a_cron_schedule_runs_by_local_time(fleet):
    store = fleet.serve("quay", **from_file([], every=None, cron="30 9 * * *"))
    fleet.tick()
    assert progress(store).due - fleet.clock.now() == 30 * MINUTE


def test_the_same_again_writes_no_record(fleet):
    store = fleet.serve("quay", **from_file([{"put": {"1": "one"}, "complete": True}]))
    fleet.tick()
    before = store.read().find(THING)
    fleet.tick(15 * MINUTE)
    assert len(Things.seen) == 2
    assert store.read().find(THING) == before


def test_what_a_complete_run_does_not_name_goes(fleet):
    store = fleet.serve("quay", **from_file([{"put": {"1": "one", "2": "two"}, "complete": True}]))
    fleet.tick()
    fleet.serve("quay", **from_file([{"put": {"2": "two", "3": "three"}, "complete": True}]))
    fleet.tick()
    assert titles(store) == ["three", "two"]


def test_what_a_batch_removes_goes_and_the_rest_stays(fleet):
    store = fleet.serve("quay", **from_file([{"put": {"1": "one", "2": "two"}}]))
    fleet.tick()
    fleet.serve("quay", **from_file([{"put": {"3": "three"}, "remove": ["1", "unknown"]}]))
    fleet.tick()
    assert titles(store) == ["three", "two"]


def test_changed_settings_run_at_once_without_the_old_cursor(fleet):
    fleet.serve("quay", **from_file([{"cursor": {"at": 1}}]))
    fleet.tick()
    fleet.serve("quay", **from_file([{"cursor": {"at": 2}}]))
    fleet.tick()
    assert Things.seen == [None, None]


def test_two_connectors_with_the_same_ids_keep_apart(fleet):
    said = json.dumps([{"put": {"1": "one"}, "complete": True}]).encode()
    used = {"uses": "things", "every": "1h", "config": {"file": "things.json"}}
    store = fleet.serve("quay", connectors={"a": used, "b": used}, files={"things.json": said})
    fleet.tick()
    assert (titles(store, "a"), titles(store, "b")) == (["one"], ["one"])


def test_ids_of_any_shape_are_taken(fleet):
    said = [{"put": {"a b/ü" * 100: "long", "../x": "path", "": "empty"}, "complete": True}]
    store = fleet.serve("quay", **from_file(said))
    fleet.tick()
    fleet.tick(15 * MINUTE)
    assert titles(store) == ["empty", "long", "path"]


def test_a_failing_one_waits_longer_each_time_and_stops_nobody(fleet, upstream):
    url = upstream.serve("/things", "", 503)
    store = fleet.serve(
        "quay", connectors={"web": {"uses": "things", "every": "15m", "config": {"url": url}}}
    )
    other = fleet.serve("hill", **from_file([{"put": {"1": "one"}}]))
    fleet.tick()
    assert titles(other) == ["one"]
    first = progress(store, "web")
    assert (first.failures, first.message) == (1, "127.0.0.1 answers with status 503")
    fleet.tick(first.due - fleet.clock.now())
    second = progress(store, "web")
    assert second.failures == 2
    assert second.due - fleet.clock.now() == 2 * timedelta(seconds=30)
    upstream.serve("/things", json.dumps([{"put": {"1": "back"}}]))
    fleet.tick(second.due - fleet.clock.now())
    assert titles(store, "web") == ["back"]
    assert progress(store, "web").failures == 0


def test_the_other_side_is_left_alone_as_long_as_it_asks(fleet, upstream):
    url = upstream.serve("/things", "", 429, {"Retry-After": "7200"})
    store = fleet.serve(
        "quay", connectors={"web": {"uses": "things", "every": "15m", "config": {"url": url}}}
    )
    fleet.tick()
    assert progress(store, "web").due - fleet.clock.now() == timedelta(hours=2)


def test_a_restart_forgets_neither_cursor_nor_wait(fleet):
    fleet.serve("quay", **from_file([{"cursor": {"at": 1}}]))
    fleet.tick()
    fleet.start()
    fleet.tick(MINUTE)
    assert Things.seen == [None]
    fleet.tick(15 * MINUTE)
    assert Things.seen == [None, {"at": 1}]


def test_a_crash_is_noted_without_its_words(fleet, capsys):
    store = fleet.serve("quay", **from_file("crash"))
    other = fleet.serve("hill", **from_file([{"put": {"1": "one"}}]))
    fleet.tick()
    assert titles(other) == ["one"]
    assert progress(store).message.startswith("RuntimeError at ")
    out = capsys.readouterr()
    assert "connector-crashed" in out.out + out.err
    assert "secret words" not in out.out + out.err + progress(store).message


def test_a_connector_that_is_not_installed_is_told(fleet):
    store = fleet.serve("quay", connectors={"x": {"uses": "absent", "config": {}}})
    fleet.tick()
    assert "not installed here" in progress(store, "x").message


def test_a_retired_community_is_let_go(fleet):
    store = fleet.serve("quay", **from_file([{"put": {"1": "one"}}]))
    fleet.tick()
    fleet.control.retire(fleet.control.community("quay").uid, fleet.fence)
    fleet.tick(15 * MINUTE)
    assert len(Things.seen) == 1
    assert not store.is_open


def test_many_records_are_written_in_short_transactions(fleet):
    store = fleet.serve("quay", **from_file([{"put": {str(n): f"thing {n}" for n in range(1000)}}]))
    lengths = []
    write = store.write

    def timed(act):
        def measured(writer):
            start = fleet.timer()
            try:
                return act(writer)
            finally:
                lengths.append(fleet.timer() - start)

        return write(measured)

    store.write = timed
    fleet.tick()
    assert store.read().count(THING) == 1000
    assert len(lengths) > 20
    assert sorted(lengths)[len(lengths) // 2] < 0.05
