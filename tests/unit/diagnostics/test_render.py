"""The screen: the caret stands under what is meant, whatever the line is made of, and nothing obeys the manifest."""

from __future__ import annotations

import pytest
from wcwidth import wcswidth

from koban.diagnostics.diagnostic import Diagnostic, Related, Severity, Span
from koban.diagnostics.render import PER_FILE, render
from koban.diagnostics.screen import WIDEST, draw, safe


def _render(line: str, start: int, end: int, **more: object) -> list[str]:
    found = Diagnostic("KB204", "no such field", Span("a.yaml", 1, start, 1, end), **more)  # type: ignore[arg-type]
    return render([found], lambda _: [line]).splitlines()


@pytest.mark.parametrize(
    ("before", "marked"),
    [
        ("  key: ", "word"),
        ("  title: {ja: 京都の交番, en: ", "Koban"),
        ("  title: ", "京都"),
        ("a: cafe\u0301 e\u0301: ", "x"),
        ("ключ: ", "слово"),
        ("👩‍👩‍👧: ", "x"),
        ("ar: رصيف, ", "nl"),
        ("a: ", "e\u0301\u0301"),
    ],
)
def test_caret_stands_under_the_word(before: str, marked: str) -> None:
    _, source, mark = _render(f"{before}{marked} rest", len(before) + 1, len(before) + len(marked) + 1)
    assert mark.index("^") == wcswidth(source[: source.index(marked)])
    assert mark.count("^") == wcswidth(marked)


def test_tabs_are_drawn_and_counted() -> None:
    _, source, mark = _render("\ta: b", 2, 3)
    assert source == "    1 | →   a: b"
    assert mark.index("^") == source.index("a:")


def test_a_line_with_arabic_is_laid_out_from_the_left() -> None:
    shown, _, _ = draw("رصيف: x", 6, 7)
    assert shown.startswith("\u200e")
    assert not draw("quai: x", 6, 7)[0].startswith("\u200e")


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x07", "\r", "\x9b", "\u202e", "\u2066", "\u2028", "\ud800", "\x00"]
)
def test_no_sign_of_a_manifest_reaches_the_terminal_raw(sign: str) -> None:
    found = Diagnostic(
        "KB204",
        f"a{sign}b",
        Span(f"f{sign}.yaml", 1, 1, 1, 3),
        label=f"l{sign}",
        help=f"h{sign}",
        related=(Related(Span(f"g{sign}.yaml", 1, 1, 1, 2), f"r{sign}"),),
    )
    screen = render([found], lambda _: [f"x{sign}y"])
    assert sign not in screen
    assert safe(sign) in {" ", "\ufffd"}


def test_long_lines_are_cut_around_the_place() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    shown, column, width = draw(line, 5000, 5004)
    assert wcswidth(shown) <= WIDEST + 1
    assert shown[column : column + width] == "HERE"
    assert shown.startswith("…")


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    found = Diagnostic("KB201", "m", Span("a.yaml", 1, 4, 3, 2))
    assert render([found], lambda _: ["a: {b: 1,", "  c: 2", "}"]).splitlines()[2].count("^") == len("{b: 1,")


def test_a_place_past_the_end_of_its_line_still_has_a_caret() -> None:
    assert _render("ab", 9, 12)[2] == "      |   ^"


def test_a_whole_file_and_an_unreadable_one_have_no_excerpt() -> None:
    whole = Diagnostic("KB102", "empty", Span("a.yaml"), help="write it")
    assert render([whole], lambda _: ["x"]) == "a.yaml:1:1: error: empty [KB102]\n   = write it\n"
    gone = Diagnostic("KB110", "big", Span("a.yaml", 7, 2, 7, 3))
    assert render([gone], lambda _: ()) == "a.yaml:7:2: error: big [KB110]\n"


def test_related_places_of_other_files_are_named() -> None:
    related = Related(Span("force.yaml", 1, 1, 1, 2), "forbidden here")
    found = Diagnostic("KB401", "m", Span("a.yaml", 1, 1, 1, 2), related=(related,))
    lines = {"a.yaml": ["a: 1"], "force.yaml": ["f: 2"]}
    assert render([found], lines.__getitem__).splitlines()[3:] == [
        "   = forbidden here: force.yaml:1:1",
        "    1 | f: 2",
        "      | -",
    ]


def test_a_secret_is_drawn_as_stars_wherever_its_line_is_shown() -> None:
    secret = Diagnostic("KB403", "secret", Span("a.yaml", 1, 6, 1, 13))
    other = Diagnostic("KB204", "other", Span("a.yaml", 1, 1, 1, 2))
    screen = render([secret, other], lambda _: ["k: {'hunter2'}"])
    assert "hunter2" not in screen
    assert screen.count("*******") == 2


def test_twenty_a_file_and_a_count() -> None:
    found = [
        Diagnostic("KB204", "m", Span(file, line, 1, line, 2)) for line in range(1, 26) for file in ("a", "b")
    ]
    screen = render(found, lambda _: ())
    assert screen.count("a:") == PER_FILE + 1
    assert "a: and 5 more\n" in screen
    assert screen.endswith("b: and 5 more\n")


def test_order_is_by_place_and_each_is_shown_once() -> None:
    late, early = (Diagnostic("KB204", "m", Span("a", line, 1, line, 2)) for line in (9, 2))
    assert render([late, early, late], lambda _: ()).splitlines() == [
        "a:2:1: error: m [KB204]",
        "a:9:1: error: m [KB204]",
    ]


def test_colour_only_when_asked() -> None:
    found = Diagnostic("KB338", "m", Span("a", 1, 1, 1, 2), Severity.WARNING)
    assert "\x1b" not in render([found], lambda _: ["abc"])
    assert "\x1b[33mwarning\x1b[0m" in render([found], lambda _: ["abc"], colour=True)
