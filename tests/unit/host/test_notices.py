import pytest
from pydantic import ValidationError
from sample_community import bundle

from koban.model.community import Dpia


def test_privacy_says_purpose_law_retention_readers_and_who_answers(citizen) -> None:
    text = citizen.get("/privacy").text
    for words in (
        "Answering people",
        "2016/679",
        "365 days",
        "officers of this unit",
        "privacy@north.example",
    ):
        assert words in text, words


def test_why_is_unknown_where_it_is_unknown(citizen) -> None:
    text = citizen.get("/about").text
    assert "unknown" in text
    assert "People can sleep" in text


def test_accessibility_names_a_way_to_complain(citizen) -> None:
    text = citizen.get("/accessibility").text
    assert "tel:+3250000000" in text
    assert "WCAG" in text


def test_a_community_without_a_unit_has_all_pages(world, citizen) -> None:
    world.serve(bundle(unit=None))
    for path in ("/", "/privacy", "/accessibility", "/about", "/nope"):
        assert citizen.get(path).status_code in {200, 404}


@pytest.mark.parametrize(("link", "shown"), [("https://north.example/dpia", True), ("dpia.md", False)])
def test_the_assessment_is_a_link_where_it_is_an_address(world, citizen, link: str, shown: bool) -> None:
    world.serve(bundle(privacy={"dpia": {"link": link, "date": "2026-01-05"}}))
    assert ("Read the assessment" in citizen.get("/privacy").text) is shown


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "http://north.example", "//evil", ""]
)
def test_the_assessment_is_no_link_that_acts(link: str) -> None:
    with pytest.raises(ValidationError):
        Dpia.model_validate({"link": link, "date": "2026-01-05"})
