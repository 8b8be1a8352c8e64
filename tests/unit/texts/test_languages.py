import pytest

from koban.texts.languages import accepted, choose, direction, own_name
from koban.texts.words import Library


@pytest.mark.parametrize(
    ("tag", "way"), [("nl", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("de-leicht", "ltr"), ("xx-unknown", "ltr")]
)
def test_direction(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_languages_call_themselves_by_their_own_name() -> None:
    library = Library()
    assert own_name("uk", library.words("uk")) == "Українська"
    assert own_name("en", library.words("en")) == "English"
    assert own_name("de-simple", library.words("de-simple")) == "Leichte Sprache"
    assert own_name("de-plain", library.words("de-plain")) == "Deutsch (plain)"
    assert own_name("pt-BR", library.words("pt-BR")) == "Português"
    assert own_name("xx-leicht", library.words("xx-leicht")) != ""


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("fr-BE,fr;q=0.9,en;q=0.8", "fr"),
        ("en;q=0.1, ar;q=0.9", "ar"),
        ("de-DE", None),
        ("*;q=0.5", None),
        ("fr;q=x, ar", "ar"),
        ("pl-simple", "pl-simple"),
        ("", None),
    ],
)
def test_the_readers_language_is_chosen(header: str, found: str | None) -> None:
    assert choose(["fr", "ar", "en", "pl-simple"], accepted(header)) == found
