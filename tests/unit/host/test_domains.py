"""A granted domain leads to its community, its desk to the desk, and every other name to nobody."""

from __future__ import annotations

import pytest
from sample_community import World, bundle, spec

from koban.control.fleet import fleet_status
from koban.host.links import make_sign_in_link
from koban.store.errors import DomainTakenError

APP = spec()["app"]


def at(*domains: str, name: str = "harbour", **changes):
    return bundle(name, app={**APP, "domains": list(domains)}, **changes)


@pytest.fixture
def granted(world) -> World:
    world.serve(at("harbour.example", "quay.example"))
    return world


@pytest.mark.parametrize(
    "host",
    [
        "harbour.example",
        "HARBOUR.example",
        "harbour.example:8700",
        "quay.example:443",
        "harbour.localhost:8700",
    ],
)
def test_the_app_is_at_its_domains_and_at_its_own_name(granted, citizen, host: str) -> None:
    answer = citizen.get("/", headers={"host": host})
    assert answer.status_code == 200
    assert "Harbour quarter" in answer.text
    assert citizen.get("/sign-in", headers={"host": host}).status_code == 404


@pytest.mark.parametrize("host", ["desk.harbour.example", "Desk.quay.example:8700"])
def test_the_desk_is_below_it(granted, citizen, host: str) -> None:
    assert citizen.get("/sign-in", headers={"host": host}).status_code == 200
    assert citizen.get("/", headers={"host": host}).headers["location"] == "/sign-in"


@pytest.mark.parametrize(
    "host",
    [
        "other.example",
        "harbour.example.",
        "www.harbour.example",
        "xharbour.example",
        "desk.desk.harbour.example",
        "example",
        "desk.example",
        "desk.",
        "harbour.example:x",
        "harbour.example:8700:1",
        "harbour.example.evil",
        "harbour.example, other.example",
        "",
    ],
)
def test_every_other_name_is_421(granted, citizen, host: str) -> None:
    assert citizen.get("/", headers={"host": host}).status_code == 421


def test_a_domain_that_is_no_longer_granted_is_421(granted, citizen) -> None:
    granted.serve(at("quay.example"))
    assert citizen.get("/", headers={"host": "harbour.example"}).status_code == 421
    assert citizen.get("/", headers={"host": "quay.example"}).status_code == 200


def test_a_candidate_is_at_no_domain_yet(world, citizen) -> None:
    world.candidate(at("harbour.example"))
    world.host.shelf.follow(world.control.communities())
    assert citizen.get("/", headers={"host": "harbour.example"}).status_code == 421


def test_a_domain_leads_to_one_community(granted) -> None:
    with pytest.raises(DomainTakenError, match=r"harbour is served at quay\.example"):
        granted.serve(at("quay.example", name="other"))


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("harbour.example", "https://harbour.example", 303),
        ("harbour.localhost:8700", "http://harbour.localhost:8700", 303),
        ("quay.example", "https://quay.example", 303),
        ("quay.example", "https://harbour.example", 403),
        ("harbour.example", "http://harbour.localhost:8700", 403),
        ("harbour.localhost:8700", "https://harbour.example", 403),
        ("harbour.example", "https://desk.harbour.example", 403),
        ("harbour.example", "http://harbour.example", 403),
        ("harbour.example", "null", 403),
        ("desk.harbour.example", "https://harbour.example", 403),
        ("desk.harbour.example", "https://desk.harbour.example", 303),
    ],
)
def test_only_pages_of_the_same_site_may_send(granted, citizen, host: str, origin: str, status: int) -> None:
    answer = citizen.post("/language", data={"language": "ar"}, headers={"host": host, "origin": origin})
    assert answer.status_code == status


def test_links_are_made_with_the_first_domain(granted, citizen) -> None:
    community = granted.host.shelf.served("harbour")
    assert community is not None
    assert (community.origin, community.desk_origin) == (
        "https://harbour.example",
        "https://desk.harbour.example",
    )
    link = make_sign_in_link(granted.control, "force-north", "harbour", 8700)
    assert link.startswith("https://desk.harbour.example/sign-in?token=")
    answer = citizen.get(
        link.removeprefix("https://desk.harbour.example"), headers={"host": "desk.harbour.example"}
    )
    assert answer.status_code == 303
    assert fleet_status(granted.control, 8700, "harbour").communities[0].urls.app == "https://harbour.example"
