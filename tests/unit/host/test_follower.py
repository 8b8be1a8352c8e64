from sample_community import World, bundle

from koban.host.follower import Follower
from koban.host.rehearsal import rehearse


def use(name: str, **config: object) -> dict:
    return {name: {"uses": name, "plugin": "sample-plugin", "config": config}}


def judge(world: World, follower: Follower) -> None:
    follower.step()
    follower._pool.submit(lambda: None).result(30)


def reports(world: World, uid: str, digest: str) -> list[tuple[bool, str]]:
    return [(r.ready, r.reason) for r in world.control.reports(uid, digest)]


def test_a_good_candidate_is_ready_and_not_served_yet(world, citizen) -> None:
    follower = Follower(world.host)
    new = bundle(title={"en": "New name", "ar": "اسم"})
    uid = world.candidate(new)
    judge(world, follower)
    assert reports(world, uid, new.digest) == [(True, "")]
    assert "Harbour quarter" in citizen.get("/").text
    world.control.serve(uid, new.digest, "r2", "test", world.fence)
    follower.step()
    assert "New name" in citizen.get("/").text


def test_a_candidate_that_cannot_be_rendered_is_refused_with_its_page(world, citizen) -> None:
    follower = Follower(world.host)
    bad = bundle(features=use("sample", breaks=True))
    uid = world.candidate(bad)
    judge(world, follower)
    [(ready, reason)] = reports(world, uid, bad.digest)
    assert not ready
    assert reason.startswith("the page / in en answers 500: RuntimeError at ")
    assert citizen.get("/").status_code == 200


def test_features_that_are_not_here_or_do_not_start_are_named(world) -> None:
    for features, words in ((use("absent"), "is not installed"), (use("broken"), "could not be started")):
        compiled = bundle(features=features)
        world.candidate(compiled)
        row = world.control.community("harbour")
        assert words in (rehearse(world.host, row, compiled.digest) or "")


def test_settings_that_a_plugin_does_not_accept_are_named(world) -> None:
    compiled = bundle(features=use("sample", unheard=1))
    world.candidate(compiled)
    assert "unheard" in (rehearse(world.host, world.control.community("harbour"), compiled.digest) or "")


def test_what_was_healthy_is_not_rendered_again(world, monkeypatch) -> None:
    new = bundle(title={"en": "New name", "ar": "اسم"})
    uid = world.candidate(new)
    world.control.report("an earlier host", uid, new.digest, True, "", Follower(world.host).code)
    monkeypatch.setattr("koban.host.follower.rehearse", lambda *_: "rendered after all")
    follower = Follower(world.host)
    judge(world, follower)
    assert all(ready for ready, _ in reports(world, uid, new.digest))


def test_one_bad_community_does_not_touch_another(world, browser) -> None:
    follower = Follower(world.host)
    world.candidate(bundle("second", features=use("broken")))
    judge(world, follower)
    assert browser("harbour").get("/").status_code == 200
    assert browser("second").get("/").status_code == 421


def test_a_retired_community_is_no_longer_served(world, citizen) -> None:
    follower = Follower(world.host)
    follower.step()
    world.control.retire(world.control.community("harbour").uid, world.fence)
    follower.step()
    assert citizen.get("/").status_code == 421


def test_signs_of_life_come_each_second(world) -> None:
    from datetime import timedelta

    follower = Follower(world.host)
    follower.step()
    first = world.control.hosts(timedelta(seconds=5))
    world.clock.advance(timedelta(seconds=0.5))
    follower.step()
    assert world.control.hosts(timedelta(seconds=5)) == first
    world.clock.advance(timedelta(seconds=0.6))
    follower.step()
    assert world.control.hosts(timedelta(seconds=5)) != first


def test_memory_is_bounded(world, browser, monkeypatch) -> None:
    for n in range(5):
        world.serve(bundle(f"quarter-{n}"))
    world.host.shelf._limit = 1
    for n in range(5):
        assert browser(f"quarter-{n}").get("/").status_code == 200
    assert len(world.host.shelf._loaded) == 1
    assert browser("quarter-0").get("/").status_code == 200
