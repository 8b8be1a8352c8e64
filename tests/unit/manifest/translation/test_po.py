"""PO files: what is written is read as it was, and what cannot be read is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node
from koban.manifest.translation.fit import Shape
from koban.manifest.translation.language import Stale, Translation
from koban.manifest.translation.original import Original, dotted
from koban.manifest.translation.po import MAX_BYTES, export_po, read_po
from koban.manifest.translation.take import language_of, take

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
PLACE = Span("community.yaml", 5)


def translation(
    said: dict[str, str], words: dict[str, str], stale: dict[str, str] | None = None
) -> Translation:
    """A language with these originals and translations by key; `stale` ones with how they read before."""
    originals = [
        Original((key,), {"nl": text} | ({"uk": words[key]} if key in words else {}), "nl", PLACE)
        for key, text in said.items()
    ]
    spec = Node({key: Node(text, PLACE) for key, text in said.items()}, PLACE)
    made = Translation("uk", "texts/uk.yaml", Shape(spec, {(key,) for key in said}, set()), originals)
    made.stale = [
        Stale(each, (stale or {})[each.path[0]], words[each.path[0]], PLACE)
        for each in originals
        if each.path[0] in (stale or {})
    ]
    return made


def brought(text: str, into: Translation):
    po, problems = read_po(text.encode(), "x.po")
    assert problems == []
    assert po is not None
    return take(po, into)


def test_an_export_is_what_translators_programs_expect() -> None:
    made = translation(
        {"title": "Zoutkade", "share": "27 % of {name}"}, {"title": "Набережна"}, {"title": "Kade"}
    )
    assert (
        export_po(made, "zoutkade").decode()
        == """\
msgid ""
msgstr ""
"Project-Id-Version: zoutkade\\n"
"Language: uk\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

#. it read: Kade
#: community.yaml:5
#, fuzzy
msgctxt "title"
msgid "Zoutkade"
msgstr "Набережна"

#: community.yaml:5
#, python-brace-format
msgctxt "share"
msgid "27 % of {name}"
msgstr ""

"""
    )


@given(st.dictionaries(st.from_regex(r"[a-z.\\]{1,6}", fullmatch=True), st.tuples(WORDS, st.none() | WORDS)))
def test_what_was_exported_brings_nothing_new(texts: dict) -> None:
    said = {key: original for key, (original, _) in texts.items()}
    words = {key: translated for key, (_, translated) in texts.items() if translated}
    made = translation(said, words, dict.fromkeys(list(words)[::2], "it was"))
    taken = brought(export_po(made, "zoutkade").decode(), made)
    assert (taken.words, taken.confirmed, taken.unfinished, taken.diagnostics) == ({}, set(), 0, [])


@given(st.dictionaries(st.from_regex(r"[a-z.\\]{1,6}", fullmatch=True), st.tuples(WORDS, WORDS)))
def test_every_translation_is_taken_as_it_is(texts: dict) -> None:
    said = {key: original for key, (original, _) in texts.items()}
    words = {key: translated for key, (_, translated) in texts.items()}
    taken = brought(export_po(translation(said, words), "zoutkade").decode(), translation(said, {}))
    refused = {each.span.line for each in taken.diagnostics}
    assert len(taken.words) + len(refused) == len(words)
    assert all(words[path[0]] == text for path, text in taken.words.items())
    assert {each.code for each in taken.diagnostics} <= {"KB349"}


def test_a_translation_that_is_fuzzy_no_more_still_fits() -> None:
    made = translation({"title": "Zoutkade"}, {"title": "Набережна"}, {"title": "Kade"})
    text = export_po(made, "zoutkade").decode()
    assert brought(text.replace("#, fuzzy\n", ""), made).confirmed == {("title",)}
    taken = brought(text.replace("Набережна", "Соль"), made)
    assert (taken.words, taken.unfinished) == ({}, 1)


ENTRY = 'msgid ""\nmsgstr "Language: uk\\n"\n\nmsgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n'


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        (("titel", "Kade", "Н"), "KB346", 'the manifest has no text "titel"'),
        (("title", "Quay", "Н"), "KB347", '"title" reads otherwise now'),
        (("title", "Kade", "Н {a}"), "KB349", "the translation has {a}"),
        (("share", "{a} {b}", "{b}"), "KB349", "the translation lacks {a}"),
        (("title", "Kade", "Н" * 20_001), "KB349", "the translation has 20,001 characters"),
    ],
)
def test_what_does_not_fit_is_told_at_its_line(entry: tuple[str, ...], code: str, words: str) -> None:
    made = translation({"title": "Kade", "share": "{a} {b}"}, {})
    taken = brought(ENTRY.format(*entry), made)
    assert taken.words == {}
    (found,) = taken.diagnostics
    assert (found.code, found.span.file, found.span.line) == (code, "x.po", 5)
    assert found.message.startswith(words)
    assert found.help


def test_an_entry_without_a_place_or_with_a_plural_is_refused() -> None:
    text = 'msgid "a"\nmsgstr "b"\n\nmsgctxt "title"\nmsgid "Kade"\nmsgid_plural "K"\nmsgstr[0] "x"\n'
    found = brought(text, translation({"title": "Kade"}, {})).diagnostics
    assert [(each.code, each.span.line) for each in found] == [("KB346", 1), ("KB346", 5)]


def test_a_part_of_a_list_is_refused() -> None:
    list_node = Node([Node("a", PLACE), Node("b", PLACE)], PLACE)
    spec = Node({"names": list_node}, PLACE)
    originals = [Original(("names", at), {"nl": word}, "nl", PLACE) for at, word in enumerate("ab")]
    made = Translation("uk", "f", Shape(spec, {each.path for each in originals}, set()), originals)
    first = ENTRY.format("names.0", "a", "А")
    taken = brought(first, made)
    assert (taken.words, [each.code for each in taken.diagnostics]) == ({}, ["KB349"])
    both = brought(first + '\nmsgctxt "names.1"\nmsgid "b"\nmsgstr "Б"\n', made)
    assert (both.words, both.diagnostics) == ({("names", 0): "А", ("names", 1): "Б"}, [])


@pytest.mark.parametrize(
    ("header", "words", "label"),
    [
        ("", "does not say which language", ""),
        ("Language: nl\\n", "nl is the language that is translated from", ""),
        ("Language: pl_simpel\\n", "does not declare the language pl-simpel", 'did you mean "pl-simple"?'),
    ],
)
def test_another_language_is_refused(header: str, words: str, label: str) -> None:
    po, _ = read_po(f'msgid ""\nmsgstr "{header}"\n'.encode(), "x.po")
    assert po is not None
    language, (found,) = language_of(po, ["nl", "pl-simple", "uk"])
    assert (language, found.code, found.label) == ("", "KB348", label)
    assert words in found.message


@pytest.mark.parametrize("tag", ["uk", "UK", "pl_simple", "pl-Simple"])
def test_a_language_is_known_however_programs_write_it(tag: str) -> None:
    po, _ = read_po(f'msgid ""\nmsgstr "Language: {tag}\\n"\n'.encode(), "x.po")
    assert po is not None
    assert language_of(po, ["nl", "pl-simple", "uk"])[1] == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"\xff\xfe", "x.po:1:1"),
        (b"PK\x03\x04", "x.po:1:1"),
        (b'msgid "a"\nmsgstr "b"\nmsgfoo "c"\n', "x.po:3:1"),
        (b'msgid "a"\nmsgstr[x] "b"\n', "x.po:1:1"),
        (b"x" * (MAX_BYTES + 1), "x.po:1:1"),
    ],
)
def test_what_is_no_po_file_is_told(body: bytes, place: str) -> None:
    po, (found,) = read_po(body, "x.po")
    assert po is None
    assert (found.code, str(found.span)) == ("KB348", place)
    assert found.help


PIECES = st.sampled_from(
    [
        "msgid ",
        "msgstr ",
        "msgctxt ",
        "msgstr[1] ",
        "msgid_plural ",
        '"a"',
        '""',
        "#, fuzzy",
        "#: a:1",
        "#~ ",
        "\n",
        " x",
    ]
)


@given(st.lists(PIECES).map("".join) | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_file_makes_it_stumble(text: str) -> None:
    po, problems = read_po(text.encode(), "x.po")
    assert (po is None) == bool(problems)


def test_paths_have_one_name_each() -> None:
    assert dotted(("a", 0, "b.c")) == "a.0.b\\.c"
    assert dotted(("a.b",)) != dotted(("a", "b"))
