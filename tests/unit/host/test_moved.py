"""Old addresses of communities and of instances: pages lead on, what is sent arrives, nobody is shadowed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sample_community import bundle, spec
from sample_plugin import Sample

from koban.host.rehearsal import rehearse
from koban.store.fleet.aliases import KEPT

NEW = "http://pier.localhost:8700"
NEW_DESK = "http://desk.pier.localhost:8700"


def rename(world: Any, name: str = "pier", **changes: Any) -> None:
    """Serve the community under another name from now on."""
    row = next(row for row in world.control.communities() if row.state == "active")
    compiled = bundle(name, **changes)
    world.control.set_candidate(row.uid, compiled.digest, "r2", compiled, world.fence)
    world.control.serve(row.uid, compiled.digest, "r2", "test", world.fence, name)
    follow(world)


def follow(world: Any) -> None:
    world.host.shelf.follow(world.control.communities(), world.control.aliases())


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path", ["/", "/sample/number/7?lang=ar&x=%C3%A9", "/about", "/sample/f%C3%A9e", "/nothing"]
)
def test_pages_lead_to_the_new_address(world: Any, citizen: Any, method: str, path: str) -> None:
    rename(world)
    answer = citizen.ask(method, path)
    assert (answer.status_code, answer.headers["location"]) == (308, NEW + path)
    assert answer.headers["cache-control"] == "no-store", "somebody else may have the name tomorrow"


@pytest.mark.parametrize("path", ["//evil.example/", "/%0d%0aset-cookie:a=b", "/\\evil.example"])
def test_no_path_leads_anywhere_else(world: Any, citizen: Any, path: str) -> None:
    rename(world)
    answer = citizen.get(path, headers={"host": "harbour.localhost:8700"})
    assert answer.headers["location"].startswith(f"{NEW}/")
    assert "set-cookie" not in answer.headers


def test_what_an_installed_app_needs_stays(world: Any, citizen: Any) -> None:
    rename(world)
    for path in ("/sw.js", "/offline", "/icon-192.png", "/favicon.ico", "/manifest.en.webmanifest"):
        assert citizen.get(path).status_code == 200, path
    worker = citizen.get("/sw.js").text
    shell = worker.partition('"shell": ["')[2].partition('"]')[0].split('", "')
    assert len(shell) > 3
    for path in shell:
        assert citizen.get(path).status_code == 200, path


def test_what_is_sent_to_the_old_address_arrives(world: Any, citizen: Any) -> None:
    rename(world)
    form = {"what": "Lamp", "receipt": "r" * 20}
    answer = citizen.post("/sample/outbox", data=form, headers={"idempotency-key": "r" * 20})
    assert answer.status_code == 201
    assert world.control.note("sent-" + "r" * 20) == "Lamp"
    assert citizen.post("/api/sample/cookies").status_code == 200
    assert citizen.get("/api/sample/cookies").status_code == 200


def test_only_the_old_address_itself_may_send_there(world: Any, citizen: Any, browser: Any) -> None:
    rename(world)
    for origin in ("http://evil.example", NEW, "http://desk.harbour.localhost:8700"):
        assert citizen.post("/sample/form", data={"what": "x"}, headers={"origin": origin}).status_code == 403
    new = browser("pier")
    assert new.post("/sample/form", data={"what": "x"}, headers={"origin": citizen.origin}).status_code == 403


def test_links_are_built_from_the_new_address(world: Any, citizen: Any, browser: Any) -> None:
    rename(world)
    assert world.host.shelf.served("harbour").origin == NEW
    assert world.host.shelf.served("pier").desk_origin == NEW_DESK
    assert browser("pier").get("/").status_code == 200


def test_the_old_desk_leads_on_and_knows_nobody(world: Any, desk: Any) -> None:
    account = world.officer()
    cookie = world.host.dispatcher.entrance.sessions.begin(account)
    desk.cookies["__Host-session"] = cookie.partition("=")[2].partition(";")[0]
    assert desk.get("/sample/").status_code == 200
    rename(world)
    for path in ("/", "/sample/", "/sign-in?token=abc"):
        answer = desk.get(path)
        assert (answer.status_code, answer.headers["location"]) == (308, NEW_DESK + path)
        assert "set-cookie" not in answer.headers
    answer = desk.post("/password", data={"password": "x" * 20, "again": "x" * 20})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{NEW_DESK}/")
    assert world.control.account("force-north", "ada").password_hash is None


def test_the_old_address_ends_after_400_days(world: Any, citizen: Any) -> None:
    rename(world)
    world.clock.advance(KEPT - timedelta(seconds=1))
    assert citizen.get("/").status_code == 308
    world.clock.advance(timedelta(seconds=1))
    assert citizen.get("/").status_code == 421, "without a look at the store"
    assert citizen.post("/api/sample/cookies").status_code == 421
    follow(world)
    assert citizen.get("/").status_code == 421


def test_a_chain_of_names_leads_to_the_last(world: Any, citizen: Any, browser: Any) -> None:
    rename(world)
    rename(world, "wharf")
    for host in (citizen, browser("pier")):
        assert host.get("/about").headers["location"] == "http://wharf.localhost:8700/about"


def test_a_live_community_is_never_shadowed(world: Any, citizen: Any) -> None:
    rename(world)
    world.serve(bundle("harbour", title={"en": "Somebody new", "ar": "جديد"}))
    answer = citizen.get("/")
    assert answer.status_code == 200
    assert "Somebody new" in answer.text


def test_one_that_is_retired_has_no_address(world: Any, citizen: Any) -> None:
    rename(world)
    world.control.retire(world.control.community("pier").uid, world.fence)
    follow(world)
    assert citizen.get("/").status_code == 421


SAMPLE = {"uses": "sample", "plugin": "sample-plugin", "config": {}}
RENAMED = {"ideas": {**SAMPLE, "moved_from": "sample"}}


def test_pages_of_a_renamed_instance_lead_to_it(world: Any, citizen: Any) -> None:
    world.serve(bundle(features=RENAMED))
    answer = citizen.get("/sample/number/7?lang=ar")
    assert answer.headers["location"] == "http://harbour.localhost:8700/ideas/number/7?lang=ar"
    assert answer.status_code == 308
    assert citizen.get("/ideas/number/7").text == "7"
    assert citizen.get("/samples/").status_code == 404


def test_what_is_sent_to_a_renamed_instance_arrives(world: Any, citizen: Any) -> None:
    world.serve(bundle(features=RENAMED))
    form = {"what": "Lamp", "receipt": "s" * 20}
    answer = citizen.post("/sample/outbox", data=form, headers={"idempotency-key": "s" * 20})
    assert answer.json()["next"] == "/ideas/"
    assert world.control.note("sent-" + "s" * 20) == "Lamp"
    assert citizen.get("/api/sample/cookies").status_code == 200
    assert (
        citizen.post("/sample/form", data={"what": "x"}, headers={"origin": "http://a.example"}).status_code
        == 403
    )


def test_a_renamed_instance_of_a_renamed_community_is_one_step(world: Any, citizen: Any) -> None:
    rename(world, features=RENAMED)
    assert citizen.get("/sample/number/7").headers["location"] == f"{NEW}/ideas/number/7"
    assert citizen.post("/api/sample/cookies").status_code == 200


def test_the_old_name_of_an_instance_ends_too_and_shadows_nobody(world: Any, citizen: Any) -> None:
    world.serve(bundle(features=RENAMED))
    world.serve(bundle(features={**RENAMED, "sample": SAMPLE}))
    assert citizen.get("/sample/number/7").text == "7"
    world.serve(bundle(features=RENAMED, title={"en": "Again", "ar": "مرة"}))
    assert citizen.get("/sample/number/7").status_code == 404, "it was somebody else's last"


def test_the_old_name_of_an_instance_ends_after_400_days(world: Any, citizen: Any) -> None:
    world.serve(bundle(features=RENAMED))
    world.clock.advance(KEPT - timedelta(seconds=1))
    assert citizen.get("/sample/number/7").status_code == 308
    world.clock.advance(timedelta(seconds=1))
    assert citizen.get("/sample/number/7").status_code == 404
    assert citizen.post("/api/sample/cookies").status_code == 404


def test_a_new_name_is_rehearsed_at_its_own_address(world: Any) -> None:
    compiled = bundle("pier", features=RENAMED)
    row = world.control.community("harbour")
    world.control.set_candidate(row.uid, compiled.digest, "r2", compiled, world.fence)
    row = world.control.community("harbour")
    assert rehearse(world.host, row, compiled.digest) is None
    tried = world.host.shelf.load(row, compiled.digest)
    assert (tried.origin, tried.names.keys) == (NEW, {"ideas": Sample.name})
    assert world.host.shelf.served("harbour").origin == "http://harbour.localhost:8700"
    world.control.serve(row.uid, compiled.digest, "r2", "test", world.fence, "pier")
    follow(world)
    assert world.host.shelf.at_hand("pier") is not None, "what was tried is what is served"


APP = spec()["app"]
AT_HOME = {**APP, "domains": ["harbour.example", "quay.example"]}


def test_the_old_name_of_one_with_a_domain_leads_there(world: Any, citizen: Any) -> None:
    rename(world, app=AT_HOME)
    assert citizen.get("/sample/number/7").headers["location"] == "https://harbour.example/sample/number/7"
    assert citizen.post("/api/sample/cookies").status_code == 200
    for host in ("harbour.example", "quay.example", "pier.localhost:8700"):
        assert citizen.get("/sample/number/7", headers={"host": host}).text == "7", host


def test_the_old_desk_of_one_with_a_domain_leads_there(world: Any, desk: Any) -> None:
    rename(world, app=AT_HOME)
    answer = desk.get("/sign-in")
    assert (answer.status_code, answer.headers["location"]) == (308, "https://desk.harbour.example/sign-in")
    assert desk.get("/sign-in", headers={"host": "desk.quay.example"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("harbour.localhost:8700", "http://harbour.localhost:8700"),
        ("harbour.example", "https://harbour.example"),
        ("quay.example", "https://quay.example"),
    ],
)
def test_the_old_name_of_an_instance_leads_on_at_the_same_address(
    world: Any, citizen: Any, host: str, origin: str
) -> None:
    world.serve(bundle(features=RENAMED, app=AT_HOME))
    answer = citizen.get("/sample/number/7", headers={"host": host})
    assert answer.headers["location"] == f"{origin}/ideas/number/7"


def test_a_new_name_with_a_domain_is_rehearsed(world: Any) -> None:
    compiled = bundle("pier", app=AT_HOME)
    row = world.control.community("harbour")
    world.control.set_candidate(row.uid, compiled.digest, "r2", compiled, world.fence)
    assert rehearse(world.host, world.control.community("harbour"), compiled.digest) is None
