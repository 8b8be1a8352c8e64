"""The report: a page that needs nothing else, and says out loud what nobody knows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from koban.cli.capability.document import Facts, Heading, Listing, Paragraph, Said, Table
from koban.cli.capability.html import as_html
from koban.cli.capability.markdown import as_markdown
from koban.cli.capability.text import as_text
from koban.cli.main import cli

ROOT = Path(__file__).parents[3]
HOSTILE = "<script>alert(1)</script> | `code` \x1b[31m *bold*"
BLOCKS = [
    Heading(1, Said(HOSTILE)),
    Paragraph(HOSTILE),
    Facts([(HOSTILE, Said(HOSTILE))]),
    Listing([HOSTILE]),
    Table((HOSTILE, "n"), [(Said(HOSTILE), "1")], frozenset({1}), HOSTILE),
]


def report(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["-C", str(ROOT), "capability", "report", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


class _Reader(HTMLParser):
    """Keeps open elements, headings, and everything that would fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.fetching: list[str] = []
        self.pictures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "rect", "line", "circle", "polyline", "polygon"}:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.pictures += tag == "svg"
        self.fetching += [
            f"{tag} {name}" for name, _ in attrs if name in {"src", "href", "style"} or name.startswith("on")
        ]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["zoutkade", "modrzewie-gorne"])
def test_the_page_is_whole_and_needs_nothing_else(name: str) -> None:
    page = report(name)
    reader = _Reader()
    reader.feed(page)
    assert reader.open == []
    assert reader.fetching == []
    assert "url(" not in page
    assert "@import" not in page
    assert reader.pictures == 4
    assert reader.headings[0] == 1
    assert reader.headings.count(1) == 1
    steps = zip(reader.headings, reader.headings[1:], strict=False)
    assert all(then - before <= 1 for before, then in steps)


def test_the_chain_and_the_unknown_are_in_it() -> None:
    page = report("zoutkade")
    for words in (
        "What people need",
        "Gaps, the most pressing first",
        "Measures compared",
        "Roadmap",
        "What nobody knows yet",
        "Whether it helps, because no research is named",
        "no app alone closes a gap",
        "Weights: a choice, not a finding",
        "Do nothing",
        "@page",
    ):
        assert words in page
    assert '<span lang="nl" dir="auto">Eerlijke behandeling in elk contact</span>' in page


def test_it_is_written_to_a_file_and_as_markdown(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    assert report("zoutkade", "--format", "markdown", "--to", str(file)) == ""
    assert file.read_text(encoding="utf-8").startswith("# Zoutkade: from needs to a roadmap\n")


def test_a_pdf_is_printed_where_the_library_is_installed_and_a_cure_named_where_not(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    arguments = ["-C", str(ROOT), "capability", "report", "zoutkade", "--format", "pdf", "--to", str(file)]
    done = CliRunner().invoke(cli, arguments)
    if find_spec("weasyprint") is None:
        assert done.exit_code == 2
        assert "pip install 'koban[pdf]'" in done.stderr
        assert not file.exists()
    else:
        assert done.exit_code == 0, done.output
        assert file.read_bytes().startswith(b"%PDF-")


def test_peoples_words_stay_words_in_every_form() -> None:
    page = as_html(HOSTILE, BLOCKS, "nl")
    assert "<script" not in page
    markdown = as_markdown(BLOCKS)
    assert "\\<script\\>" in markdown
    assert "<script" not in markdown.replace("\\<", "")
    row = next(line for line in markdown.splitlines() if line.endswith("| 1 |"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    for written in (markdown, as_text(BLOCKS)):
        assert "\x1b" not in written
