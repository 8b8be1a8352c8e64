from sample_community import bundle


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
