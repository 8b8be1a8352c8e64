"""Who may use what."""

import pytest

from koban.model.grants import Grants, as_option, in_words, kept_back

GRANTS = Grants.model_validate(
    {
        "forces": {
            "haven": {
                "communities": ["zoutkade"],
                "domains": ["zoutkade.example", "*.haven.example"],
                "secrets": ["MAIL", {"file": "mail"}],
            },
            "west": {"domains": ["quay.haven.example", "*.west.haven.example", "haven.example"]},
        }
    }
)


@pytest.mark.parametrize(
    ("domain", "force"),
    [
        ("zoutkade.example", "haven"),
        ("www.zoutkade.example", None),
        ("xzoutkade.example", None),
        ("a.haven.example", "haven"),
        ("b.a.haven.example", "haven"),
        ("xhaven.example", None),
        ("quay.haven.example", "west"),
        ("a.west.haven.example", "west"),
        ("west.haven.example", "haven"),
        ("haven.example", "west"),
        ("example", None),
        ("", None),
        ("*.haven.example", "haven"),
    ],
)
def test_the_nearest_grant_of_a_domain_counts(domain, force):
    assert GRANTS.force_of_domain(domain) == force


@pytest.mark.parametrize(
    ("force", "reference", "allowed"),
    [
        ("haven", {"env": "MAIL"}, True),
        ("haven", {"file": "mail"}, True),
        ("haven", {"file": "MAIL"}, False),
        ("haven", {"env": "mail"}, False),
        ("haven", {"env": "MAIL", "file": "mail"}, False),
        ("haven", {}, False),
        ("west", {"env": "MAIL"}, False),
        ("nobody", {"env": "MAIL"}, False),
    ],
)
def test_secrets_of_a_force(force, reference, allowed):
    assert GRANTS.allows_secret(force, reference) is allowed


def test_names_are_kept_for_a_force():
    assert GRANTS.force_of_community("zoutkade") == "haven"
    assert GRANTS.force_of_community("elsewhere") is None


def test_what_concerns_one_community_does_not_change_with_what_others_are_granted():
    before = GRANTS.concerning("haven", "zoutkade", ["zoutkade.example"])
    plain = GRANTS.model_dump(mode="json")
    plain["forces"]["west"]["secrets"] = ["OTHER"]
    plain["forces"]["west"]["domains"].append("new.example")
    assert Grants.model_validate(plain).concerning("haven", "zoutkade", ["zoutkade.example"]) == before
    plain["forces"]["haven"]["secrets"].append("NEW")
    assert Grants.model_validate(plain).concerning("haven", "zoutkade", ["zoutkade.example"]) != before


@pytest.mark.parametrize("domain", ["a.localhost", "*.a.localhost", "desk.a.example", "*.desk.a.example"])
def test_what_nobody_can_have(domain):
    assert kept_back(domain)
    assert not kept_back("desktop.localhost.example")


def test_words():
    assert (in_words({"file": "a"}), as_option({"file": "a"}), as_option({"env": "A"})) == (
        "{file: a}",
        "file:a",
        "A",
    )
