from pathlib import Path

import pytest
from markupsafe import Markup

from koban.texts.words import Library

POLISH = """
msgid ""
msgstr ""
"Language: pl\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Call {number}"
msgstr "Zadzwoń: {number}"

msgid "{n} lantern"
msgid_plural "{n} lanterns"
msgstr[0] "{n} latarnia"
msgstr[1] "{n} latarni (few)"
msgstr[2] "{n} latarni"

#, fuzzy
msgid "Not sure"
msgstr "Nie wiem"
"""
SIMPLE = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n\nmsgid "Call {number}"\nmsgstr "Numer: {number}"\n'


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "pl.po").write_text(POLISH)
    (tmp_path / "pl-simple.po").write_text(SIMPLE)
    return Library([tmp_path])


def test_a_variety_falls_back_to_its_base_language_and_then_to_english(library: Library) -> None:
    words = library.words("pl-simple")
    assert words.gettext("Call {number}", number="112") == "Numer: 112"
    assert words.ngettext("{n} lantern", "{n} lanterns", 1) == "1 latarnia"
    assert words.gettext("Nobody wrote this") == "Nobody wrote this"


@pytest.mark.parametrize(("n", "said"), [(1, "1 latarnia"), (3, "3 latarni (few)"), (5, "5 latarni")])
def test_plurals_follow_the_language(library: Library, n: int, said: str) -> None:
    assert library.words("pl").ngettext("{n} lantern", "{n} lanterns", n) == said


def test_english_needs_no_catalogue() -> None:
    words = Library().words("en")
    assert words.ngettext("{n} lantern", "{n} lanterns", 2) == "2 lanterns"


def test_fuzzy_entries_do_not_count(library: Library) -> None:
    assert library.words("pl").gettext("Not sure") == "Not sure"


def test_markup_in_a_value_stays_and_the_rest_is_escaped(library: Library) -> None:
    said = library.words("en").gettext("<b> {number} {other}", number=Markup("<i>1</i>"), other="<2>")
    assert said == "&lt;b&gt; <i>1</i> &lt;2&gt;"
    assert isinstance(said, Markup)


def test_values_are_not_read_as_templates(library: Library) -> None:
    assert library.words("en").gettext("{a} {b}", a="{b}", b="x") == "{b} x"
