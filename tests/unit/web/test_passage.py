"""Texts say which language they are in where it is not the reader's."""

from koban.web.passage import passage

TEXT = {"en": "Saying <no>", "nl": "Nee zeggen"}


def test_the_reader_s_own_language_needs_no_mark() -> None:
    assert passage(TEXT, "nl", "en") == "<bdi>Nee zeggen</bdi>"
    assert passage({"de": "Nein sagen"}, "de-simple", "en") == "<bdi>Nein sagen</bdi>"


def test_another_language_is_named_and_nothing_in_it_is_markup() -> None:
    assert passage(TEXT, "ar", "en") == '<bdi lang="en">Saying &lt;no&gt;</bdi>'
    assert passage(TEXT, "ar", "nl") == '<bdi lang="nl">Nee zeggen</bdi>'
    assert passage(TEXT, "ar", "fr") == '<bdi lang="en">Saying &lt;no&gt;</bdi>'
    assert passage({}, "ar", "fr") == '<bdi lang="ar"></bdi>'
