"""What people wrote stays words, whatever they wrote: seen by a real Markdown parser, and by hosts' second look at the text."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from koban.diagnostics.screen import safe
from koban.plan.escaping import code, fenced, inline

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What GitHub, GitLab and Forgejo look for in the text that is left after rendering.
SECOND_LOOK = (
    r"(?<!\w)@[A-Za-z0-9_]",
    r"(?<!\w)[#!~%$&^][\w\"]",
    r"\w+://",
    r"\bwww\.",
    r"\bGH-\d",
    r":[\w+-]+:",
    r"\[\[",
    r"\{[+-]",
    r"\[[+-]",
    r"\b[0-9a-f]{7,40}\b",
)
NASTY = st.text(st.sampled_from("ab1 \n\t`*_{}[]()<>#+-.!|~=^:$&@/\\\"'\u202e\x1b\u00e9")) | st.text()
JOINER = "\u2060"


def words(text: str) -> str:
    return " ".join(safe(text).split()).replace(JOINER, "")


def rendered(markdown: str) -> str:
    return MARKDOWN.render(markdown).strip()


@given(NASTY)
@example("<!-- koban-plan --><script>alert(1)</script>")
@example("[x](https://evil.example) ![y](z) <b>&lt;</b> a | b")
@example("1. one")
@example("price $1$ and $`x`$")
def test_inline_text_reads_as_it_was_written_and_is_nothing_else(text):
    shown = rendered(f"- {inline(text)}\n").replace("<span>$</span>", "$")
    assert re.sub(r"</?(ul|li)>|\n", "", shown).count("<") == 0, shown
    plain = unescape(re.sub(r"</?(ul|li)>", "", shown)).replace(JOINER, "")
    assert " ".join(plain.split()) == words(text)


@given(NASTY)
def test_a_code_span_is_one_whatever_ticks_it_holds(text):
    shown = rendered(f"- {code(text)}\n")
    found = re.fullmatch(r"<ul>\n<li>\s*<code>(.*)</code>\s*</li>\n</ul>", shown, re.DOTALL)
    assert found, shown
    assert unescape(found[1]).replace(JOINER, "").strip() == words(text)


@given(st.lists(NASTY, max_size=4))
@example(["```", "</details>", "<!-- koban-plan -->"])
def test_a_fence_ends_where_it_ends(lines):
    shown = rendered(f"{fenced(lines)}\n\nafter\n")
    found = re.fullmatch(
        r'<pre><code class="language-diff">(.*)</code></pre>\n<p>after</p>', shown, re.DOTALL
    )
    assert found, shown
    assert "<!--" not in unescape(found[1])


@given(NASTY)
@example("@team/security see #12, !3, ~label, %1.0, $4, &5, ^alert#6 and http://a.example www.a.example GH-9")
@example("deadbeefcafe :+1: [[Home]] {+ins+} [-del-]")
def test_hosts_that_look_again_find_nothing(text):
    left = unescape(re.sub(r"<[^>]*>", "", rendered(f"- {inline(text)}\n")))
    for pattern in SECOND_LOOK:
        assert not re.search(pattern, left, re.IGNORECASE), (pattern, left)


@pytest.mark.parametrize("text", ["/close", "/merge", "# heading", "> quote", "- item", "---", "    code"])
def test_nothing_begins_a_line(text):
    assert "\n" not in inline(f"a\n{text}")
    assert not re.search(r"(?m)^/", f"- {inline(text)}")
