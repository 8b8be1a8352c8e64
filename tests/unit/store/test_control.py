from __future__ import annotations

import stat
from datetime import timedelta

import pytest

from koban.model.condition import ConditionType, Reason, Status
from koban.store.control import ControlStore
from koban.store.errors import MissingBlobError, StaleFenceError, UnknownCommunityError
from koban.store.fleet import history

VALID = (ConditionType.VALID, Status.TRUE, Reason.SUCCEEDED, "")


def go_live(control, uid, compiled, fence, revision="r1"):
    control.set_candidate(uid, compiled.digest, revision, compiled, fence)
    control.serve(uid, compiled.digest, revision, "a new title", fence)


def test_a_bundle_goes_from_candidate_to_served(control, fence, compiled):
    uid = control.adopt("east", "force").uid
    one = compiled("one")
    assert control.set_candidate(uid, one.digest, "r1", one, fence) == 1
    row = control.community("east")
    assert (row.generation, row.candidate, row.candidate_revision, row.served) == (0, one.digest, "r1", None)
    assert control.blob(one.digest) == one.body
    assert all(control.blob(sha) == body for sha, body in one.blobs.items())

    control.hold(uid, "another", "refused")
    control.serve(uid, one.digest, "r1", "first", fence)
    row = control.community("east")
    assert (row.generation, row.candidate, row.candidate_revision, row.served) == (1, None, None, one.digest)
    assert (row.applied_revision, control.held(uid)) == ("r1", None)
    assert [(h.community, h.generation, h.revision, h.reason) for h in control.history()] == [
        ("east", 1, "r1", "first")
    ]


def test_the_same_bundle_at_a_newer_revision_is_no_new_generation(control, fence, compiled):
    uid = control.adopt("east", "force").uid
    one = compiled("one")
    go_live(control, uid, one, fence)
    assert control.set_candidate(uid, one.digest, "r2", one, fence) == 1
    control.serve(uid, one.digest, "r2", "nothing", fence)
    row = control.community("east")
    assert (row.generation, row.applied_revision, row.candidate) == (1, "r2", None)
    assert len(control.history("east")) == 1


def test_what_changes_nothing_writes_nothing(control, fence, compiled, clock, written):
    uid = control.adopt("east", "force").uid
    one, two = compiled("one"), compiled("two")

    def one_pass():
        control.adopt("east", "force")
        control.attempt(uid, "r1")
        control.remember_compiled("key", one.digest, one)
        control.put_blobs(one.blobs)
        control.set_conditions(uid, [VALID])
        control.set_retry(uid, 0, None)
        control.report("host", uid, one.digest, ready=True, reason="", code="c")
        control.add_pass("r1", [])

    go_live(control, uid, one, fence)
    control.set_candidate(uid, two.digest, "r1", two, fence)
    one_pass()
    before = written()
    clock.advance(timedelta(hours=1))
    one_pass()
    control.set_candidate(uid, two.digest, "r1", two, fence)
    control.prune_blobs(clock.now())
    assert written() == before
    control.withdraw_candidate(uid, fence)
    settled = written()
    assert settled != before
    control.withdraw_candidate(uid, fence)
    control.serve(uid, one.digest, "r1", "again", fence)
    assert written() == settled


def test_only_complete_bundles_are_pointed_at(control, fence, compiled):
    uid = control.adopt("east", "force").uid
    with pytest.raises(MissingBlobError):
        control.serve(uid, "0" * 64, "r1", "", fence)
    whole = compiled("one")
    lacking = type(whole)(whole.bundle, whole.body, whole.digest, {})
    with pytest.raises(MissingBlobError):
        control.set_candidate(uid, whole.digest, "r1", lacking, fence)
    assert control.blob(whole.digest) is None, "one transaction: nothing of it stays"
    assert control.community("east").candidate is None
    with pytest.raises(UnknownCommunityError):
        control.serve("nobody", whole.digest, "r1", "", fence)


def test_a_blob_is_named_by_its_hash(control):
    with pytest.raises(ValueError, match="SHA-256"):
        control.put_blobs({"0" * 64: b"something else"})


def test_a_stale_fence_writes_nothing(control, fence, compiled, clock, written):
    uid = control.adopt("east", "force").uid
    one = compiled("one")
    control.set_candidate(uid, one.digest, "r1", one, fence)
    clock.advance(timedelta(days=2000))
    newer = control.acquire_lease("reconciler", "someone else", timedelta(seconds=10))
    assert newer > fence
    before, row = written(), control.community("east")
    for act in (
        lambda: control.set_candidate(uid, one.digest, "r2", one, fence),
        lambda: control.withdraw_candidate(uid, fence),
        lambda: control.serve(uid, one.digest, "r1", "", fence),
        lambda: control.retire(uid, fence),
        lambda: control.retired(uid, "somewhere", fence),
    ):
        with pytest.raises(StaleFenceError):
            act()
    assert (written(), control.community("east")) == (before, row)
    control.serve(uid, one.digest, "r1", "", newer)


def test_leases_are_exclusive_and_fences_grow(control, clock):
    ttl = timedelta(seconds=10)
    first = control.acquire_lease("a", "me", ttl)
    assert control.acquire_lease("a", "you", ttl) is None
    assert control.acquire_lease("a", "me", ttl) == first
    other = control.acquire_lease("b", "you", ttl)
    assert other > first
    clock.advance(timedelta(seconds=9))
    assert control.renew_lease("a", first, ttl)
    clock.advance(timedelta(seconds=9))
    assert control.acquire_lease("a", "you", ttl) is None
    control.release_lease("a", first)
    taken = control.acquire_lease("a", "you", ttl)
    assert taken > other
    assert not control.renew_lease("a", first, ttl)
    control.release_lease("a", first)
    assert control.acquire_lease("a", "me", ttl) is None, "a stale release frees nothing"


def test_version_moves_with_every_commit_of_anyone(control, state, clock):
    quiet = control.version()
    assert control.version() == quiet
    control.adopt("east", "force")
    own = control.version()
    assert own != quiet
    other = ControlStore.open(state, clock)
    other.adopt("west", "force")
    other.close()
    assert control.version() != own


def test_names_keep_their_uid_through_the_archive(control, fence, compiled):
    first = control.adopt("east", "force")
    assert control.adopt("east", "force") == first
    go_live(control, first.uid, compiled("one"), fence)
    control.retire(first.uid, fence)
    assert control.community("east").state == "retiring"
    control.retired(first.uid, "archive/east.db", fence)
    gone = control.community("east")
    assert (gone.state, gone.served, gone.archived_to) == ("archived", None, "archive/east.db")

    stranger = control.adopt("east", "other-force")
    assert stranger.uid != first.uid, "another force never gets this one's data"
    control.retire(stranger.uid, fence)
    control.retired(stranger.uid, "archive/stranger.db", fence)

    back = control.adopt("east", "force")
    assert (back.uid, back.state, back.archived_to, back.generation) == (
        first.uid,
        "active",
        "archive/east.db",
        1,
    )
    control.restored(back.uid)
    assert control.community("east").archived_to is None


def test_history_keeps_the_last_twenty_bundles(control, fence, compiled):
    uid = control.adopt("east", "force").uid
    made = [compiled(str(number)) for number in range(25)]
    for number, one in enumerate([made[0], *made]):
        go_live(control, uid, one, fence, f"r{number}")
    digests = [row.digest for row in control.history("east")]
    assert digests == [one.digest for one in reversed(made[5:])]
    assert control.history("nowhere") == []


def test_two_bundles_that_take_turns_do_not_fill_history(control, fence, compiled, monkeypatch):
    monkeypatch.setattr(history, "KEPT_ROWS", 5)
    uid = control.adopt("east", "force").uid
    made = [compiled("one"), compiled("two")]
    for number in range(12):
        go_live(control, uid, made[number % 2], fence, f"r{number}")
    assert [row.revision for row in control.history("east")] == ["r11", "r10", "r9", "r8", "r7"]


def test_conditions_keep_the_moment_of_the_last_turn(control, clock):
    uid = control.adopt("east", "force").uid
    start = clock.now()
    assert control.set_conditions(uid, [VALID])
    clock.advance(timedelta(minutes=1))
    assert not control.set_conditions(uid, [VALID])
    assert control.set_conditions(uid, [(ConditionType.VALID, Status.TRUE, Reason.SUCCEEDED, "fine")])
    assert control.conditions(uid)[0].last_transition_time == start
    clock.advance(timedelta(minutes=1))
    assert control.set_conditions(
        uid, [(ConditionType.VALID, Status.FALSE, Reason.INVALID, "a.yaml:1:1: no")]
    )
    (now,) = control.conditions(uid)
    assert (now.last_transition_time, now.message) == (clock.now(), "a.yaml:1:1: no")
    assert control.all_conditions() == {uid: [now]}


def test_conditions_notice_a_new_generation(control, fence, compiled):
    uid = control.adopt("east", "force").uid
    control.set_conditions(uid, [VALID])
    go_live(control, uid, compiled("one"), fence)
    assert control.set_conditions(uid, [VALID])
    assert control.conditions(uid)[0].observed_generation == 1


def test_backoff_survives(control, clock):
    uid = control.adopt("east", "force").uid
    assert control.retry(uid) is None
    control.set_retry(uid, 3, clock.now())
    assert control.retry(uid) == (3, clock.now())
    control.set_retry(uid, 0, None)
    assert control.retry(uid) is None


def test_forms_stay_for_400_days_after_they_were_last_served(control, fence, compiled, clock):
    uid, other = control.adopt("east", "force").uid, control.adopt("west", "force").uid
    old, new = compiled("one", form="old"), compiled("two", form="new")
    (old_form,), (new_form,) = (list(c.bundle.features["report"].forms.values()) for c in (old, new))
    control.set_candidate(uid, old.digest, "r1", old, fence)
    assert control.form(uid, old_form) is None, "never served"
    control.serve(uid, old.digest, "r1", "", fence)
    clock.advance(timedelta(days=500))
    control.prune_blobs(clock.now())
    assert control.form(uid, old_form) == {"form": "old"}, "what is served never ages"
    go_live(control, uid, new, fence)
    for number in range(25):  # so that history names the old bundle no more
        go_live(control, uid, compiled(str(number), form="new"), fence)
    clock.advance(timedelta(days=399))
    control.prune_blobs(clock.now())
    assert control.form(uid, old_form) == {"form": "old"}
    assert control.form(other, old_form) is None, "another community's form"
    assert control.blob(old.digest) is None
    clock.advance(timedelta(days=2))
    control.prune_blobs(clock.now())
    assert control.form(uid, old_form) is None
    assert control.blob(old_form) is None
    assert control.form(uid, new_form) == {"form": "new"}


def test_blobs_go_a_week_after_nobody_needs_them(control, fence, compiled, clock):
    uid = control.adopt("east", "force").uid
    served, candidate, cached, loose = (compiled(mark) for mark in ("served", "candidate", "cached", "loose"))
    go_live(control, uid, served, fence)
    control.set_candidate(uid, candidate.digest, "r2", candidate, fence)
    control.put_blobs({loose.digest: loose.body})
    control.remember_compiled("key", cached.digest, cached)
    clock.advance(timedelta(days=6))
    control.prune_blobs(clock.now())
    assert all(control.blob(one.digest) for one in (served, candidate, cached, loose))
    clock.advance(timedelta(days=2))
    assert control.prune_blobs(clock.now()) > 0
    assert [control.blob(one.digest) is None for one in (served, candidate, cached, loose)] == [
        False,
        False,
        True,
        True,
    ]
    assert control.compiled_as("key") is None, "the cache never names a bundle that is gone"
    for one in (served, candidate):
        assert all(control.blob(sha) for sha in one.blobs)


def test_hosts_speak_and_are_forgotten(control, clock, compiled):
    uid = control.adopt("east", "force").uid
    control.heartbeat("one", 1, "code")
    clock.advance(timedelta(seconds=4))
    control.heartbeat("two", 2, "code")
    assert [h.host for h in control.hosts(timedelta(seconds=5))] == ["one", "two"]
    clock.advance(timedelta(seconds=4))
    assert [(h.host, h.pid) for h in control.hosts(timedelta(seconds=5))] == [("two", 2)]
    control.report("two", uid, "d", ready=False, reason="no", code="code")
    control.report("two", uid, "d", ready=True, reason="", code="code2")
    assert [(r.ready, r.reason, r.code) for r in control.reports(uid, "d")] == [(True, "", "code2")]
    assert [control.health("d", code) for code in ("code", "code2", "code3")] == [False, True, None]
    control.forget_host("two")
    assert control.hosts(timedelta(days=1)) != []
    assert control.reports(uid, "d") == []


def test_passes_are_noted_once(control):
    control.add_pass("r1", ["east", "west"])
    control.add_pass("r1", [])
    control.add_pass("r2", [])
    assert [(p.revision, p.compiled) for p in control.passes()] == [("r2", []), ("r1", ["east", "west"])]


def test_the_state_folder_is_private(control, state):
    control.key("x")
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert stat.S_IMODE((state / "control.db").stat().st_mode) == 0o600
