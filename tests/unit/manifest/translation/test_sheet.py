"""A file of texts is written anew without a change of what it says, a comment lost, or a second run that differs."""

from __future__ import annotations

import textwrap

import pytest
from drawn_texts import files
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from koban.manifest.node import Node
from koban.manifest.reader import read
from koban.manifest.translation.fit import Shape, fit
from koban.manifest.translation.remarks import read_remarks
from koban.manifest.translation.sheet import Sheet, TooBigError, write_sheet

LANGUAGES = ("pl", "uk")
SPEC = """\
title: Zoutkade
summary: Aan de kade
unit: {name: Wijkteam, whenEmpty: Bel 101, phone: "1"}
partners:
  bank: {title: Bank}
  library: {title: Biblioteka}
proof: [{title: Een, date: x}, {title: Twee}, {date: y}]
"""
TEXTS = (
    ("title",),
    ("summary",),
    ("unit", "name"),
    ("unit", "whenEmpty"),
    ("partners", "bank", "title"),
    ("partners", "library", "title"),
    ("proof", 0, "title"),
    ("proof", 1, "title"),
)


def node(text: str) -> Node | None:
    found, problems = read(text.encode(), "uk.yaml")
    assert [each for each in problems if each.code != "KB102"] == [], text
    return found


def tidy(source: str, *, waits: bool = True, spec: str = SPEC, **marks: dict) -> str:
    """`source` written anew; what it lacks waits in Polish."""
    manifest = node(spec)
    over = node(source)
    shape = Shape(manifest, set(TEXTS), set())
    words = {path: each.value for path, each in fit(shape, over, "uk", "pl").words.items()} if over else {}
    waiting = {
        path: (manifest.get(*path).value, "pl") for path in TEXTS if path not in words and manifest.get(*path)
    }
    remarks = read_remarks(source, over, LANGUAGES)
    sheet = Sheet(manifest, words, waiting if waits else {}, **marks)
    return write_sheet(sheet, source, over, remarks)


def lines(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def body(text: str) -> str:
    """Without the notes at the top."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# koban texts: "))


def test_keys_come_in_the_order_of_the_manifest_and_what_is_lacking_waits_at_its_place() -> None:
    assert body(tidy("partners: {library: {title: Б}}\ntitle: Набережна\n")) == lines("""
        title: Набережна
        # summary: Aan de kade  # pl
        # unit:
        #   name: Wijkteam  # pl
        #   whenEmpty: Bel 101  # pl
        partners:
          # bank:
          #   title: Bank  # pl
          library: {title: Б}
        # proof:
        #   - title: Een  # pl
        #   - title: Twee  # pl
        #   - {}  # pl
    """)


def test_the_first_lines_say_what_the_comments_are() -> None:
    first = tidy("title: Набережна\n").splitlines()[0]
    assert first == '# koban texts: what ends in "# pl" is not translated: put your words there, and no "#"'
    assert not tidy("title: Набережна\n", waits=False).startswith("#")


def test_a_toggled_comment_is_a_line_to_translate() -> None:
    text = tidy("").replace("# summary: Aan de kade  # pl", "summary: На набережній  # pl")
    assert "\nsummary: На набережній\n" in tidy(text)
    every = "".join(
        line[2:] if not line.startswith("# koban") else line for line in tidy("").splitlines(True)
    )
    assert node(every).plain()["proof"] == [{"title": "Een"}, {"title": "Twee"}, {}]


def test_comments_go_along_with_what_they_stand_at() -> None:
    assert tidy(
        """\
# yaml-language-server: $schema=x
# Перекладачі: бібліотека

# про заголовок
title: Набережна  # поруч

# про бібліотеку
partners:  # усі
  # вона
  library: {title: Б}
summary: Море
# кінець
""",
        waits=False,
    ) == lines("""
        # yaml-language-server: $schema=x
        # Перекладачі: бібліотека

        # про заголовок
        title: Набережна  # поруч
        summary: Море

        # про бібліотеку
        partners:  # усі
          # вона
          library: {title: Б}
        # кінець
    """)


def test_comments_at_what_is_left_over_and_at_what_waits_stay() -> None:
    written = tidy("""\
# про старе
old: {a: b}  # зникло
# не знаю цього слова
# summary: Aan de kade  # pl
unit:
  # як це сказати?
  # name: Wijkteam  # pl
  whenEmpty: Дзвоніть 101
""")
    assert body(written) == lines("""
        # title: Zoutkade  # pl
        # про старе
        # зникло
        # не знаю цього слова
        # summary: Aan de kade  # pl
        unit:
          # як це сказати?
          # name: Wijkteam  # pl
          whenEmpty: Дзвоніть 101
        # partners:
        #   bank:
        #     title: Bank  # pl
        #   library:
        #     title: Biblioteka  # pl
        # proof:
        #   - title: Een  # pl
        #   - title: Twee  # pl
        #   - {}  # pl
    """)
    assert tidy(written) == written


@pytest.mark.parametrize(
    "source",
    [
        "title: |\n  Один\n\n  Два\n\n# c\nsummary: x\n",
        "title: >-  # c\n  Один\n  Два\nsummary: 'це # не коментар'  # а це так\n",
        'title: "Один\n  два"  # c\nsummary: Три\n  чотири\n',
        "unit: {name: А, whenEmpty: Б}\nproof:\n  - title: А\n  - title: Б\n  - {}\n",
        "unit:\n  name: |+\n    А\n\n\n  whenEmpty: Б\n",
        "proof: [{title: А}, {title: Б}, {}]\n",
    ],
)
def test_what_is_in_order_stays_as_it_is_laid_out(source: str) -> None:
    assert tidy(source, waits=False) == source


def test_a_file_never_gets_bigger_than_one_may_be() -> None:
    with pytest.raises(TooBigError):
        tidy("title: Н\n", waits=False, stale={("title",): "x" * (1 << 20)})


def test_windows_line_ends_stay() -> None:
    written = tidy("summary: Море\r\ntitle: Н\r\n")
    assert "\ntitle: Н\r\nsummary: Море\r\n" in written
    assert written.count("\n") == written.count("\r\n")


def test_indentation_becomes_two_spaces_and_moves_texts_of_several_lines_along() -> None:
    written = tidy(
        "unit:\n      whenEmpty: |\n          Один\n\n            Два\n      name: А\n", waits=False
    )
    assert written == "unit:\n  name: А\n  whenEmpty: |\n      Один\n\n        Два\n"


def test_braces_open_where_something_in_them_waits_or_is_stale() -> None:
    written = tidy("unit: {whenEmpty: 'Б, в'}  # c\n")
    assert "unit:  # c\n  # name: Wijkteam  # pl\n  whenEmpty: 'Б, в'\n" in written
    marked = tidy("unit: {whenEmpty: Б}\n", waits=False, stale={("unit", "whenEmpty"): "Bel: 112"})
    assert body(marked) == 'unit:\n  # stale: "Bel: 112"\n  whenEmpty: Б\n'
    assert tidy(marked, waits=False) == "unit:\n  whenEmpty: Б\n"


def test_fits_is_read_and_a_persons_own_words_about_it_are_no_mark() -> None:
    source = '# stale: так вирішили разом\n# fits: "Zoutkade"\ntitle: Н\n'
    remarks = read_remarks(source, node(source), LANGUAGES)
    assert remarks.fits == {("title",): "Zoutkade"}
    assert tidy(source, waits=False) == "# stale: так вирішили разом\ntitle: Н\n"
    assert tidy(source, waits=False, fits={("title",): "Zoutkade"}) == source


def test_an_item_of_a_list_keeps_its_place() -> None:
    written = tidy("proof: [{title: А}, {}, {}]\n")
    assert "proof:\n  - {title: А}\n  - {}\n    # title: Twee  # pl\n  - {}\n" in written
    assert tidy(written) == written


@given(files(), st.booleans())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_tidying_keeps_every_word_and_comment_and_is_done_in_one_run(source: str, waits: bool) -> None:
    _, problems = read(source.encode(), "uk.yaml")
    assume(not [each for each in problems if each.code != "KB102"])
    once = tidy(source, waits=waits)
    assert tidy(once, waits=waits) == once
    shape = Shape(node(SPEC), set(TEXTS), set())

    def said(text: str) -> dict:
        over = node(text)
        return {k: n.value for k, n in fit(shape, over, "uk", "pl").words.items()} if over else {}

    assert said(once) == said(source)
    assert fit(shape, node(once), "uk", "pl").left_over == [] if node(once) else True
    # "# pl" behind a translation is ours, and so is a mark.
    for comment in ("# так", "#ні", "# a: b", "# поруч", "#   глибше"):
        assert _count(once, comment) == _count(source, comment), comment


def _count(text: str, comment: str) -> int:
    return sum(line.strip() == comment or line.endswith(f"  {comment}") for line in text.splitlines())
