"""A plan as text and as the body of a comment, in the force's language and within what hosts take."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from koban.model.plan import Change
from koban.plan.escaping import inline
from koban.plan.grouping import group_changes
from koban.plan.markdown import LIMIT, MARKER, render_markdown
from koban.plan.report import PlanReport, Told
from koban.plan.text import render_text

MARKDOWN = MarkdownIt("commonmark", {"html": True})


SENTENCE = 'The title of the community is now "De Kade" instead of "Kade"'
AGREED = (
    "A change of what is collected, kept, shared or decided: by the rules that hold today, "
    "this needs the agreement of: chief of police and data protection officer"
)


def change(community="kade", sentences=(), **more):
    fields = [
        {
            "path": "title.nl",
            "before": "Kade",
            "after": "De Kade",
            "file": f"deployments/haven/{community}/community.yaml",
            "line": 5,
        }
    ]
    return Change.model_validate(
        {
            "community": community,
            "action": "update",
            "class": "data",
            "summary": SENTENCE,
            "fields": fields,
            "approvals": ["chief", "data-protection"],
            **more,
            "sentences": sentences or [more.get("summary", SENTENCE)],
        }
    )


def report(*changes, language="en", **more):
    told = [Told(one, language) for one in changes]
    return PlanReport(
        changes=told, language=language, communities=len(told) + 3, **{"since": "main (1234567)", **more}
    )


def test_the_text_of_one_change():
    assert render_text(report(change(), next_command="koban preview --base main")) == (
        "kade: changes\n"
        f"  - {SENTENCE}\n"
        f"  {AGREED} [data]\n"
        '    title.nl: "Kade" -> "De Kade" (deployments/haven/kade/community.yaml:5)\n'
        "\n"
        "changed: 1, unchanged: 3\n"
        "Next: koban preview --base main\n"
    )


def test_the_comment_for_one_change():
    assert render_markdown(report(change(), next_command="koban preview --base main")) == (
        "<!-- koban-plan -->\n\n"
        "## What this would change\n\n"
        "### `kade`: changes\n\n"
        f"- {SENTENCE}\n\n"
        f"**{inline(AGREED)}** (`data`)\n\n"
        "<details><summary>1 field</summary>\n\n"
        "```diff\n"
        "  title.nl (deployments/haven/kade/community.yaml:5)\n"
        '- "Kade"\n'
        '+ "De Kade"\n'
        "```\n\n"
        "</details>\n\n"
        "---\n\n"
        "changed: 1, unchanged: 3.\n"
        "Compared with `main (1234567)`.\n"
        "Next: `koban preview --base main`\n"
    )


def test_identical_changes_are_read_once():
    twelve = [change(f"place-{number:02}") for number in range(12)]
    body = render_markdown(report(*twelve, change("kade", summary="the colour changes")))
    assert body.count("The same in 12 communities") == 1
    assert body.count("<details>") == 2
    assert "community.yaml:5" in body.split("place-11")[0]  # kade alone has a place of its own
    assert "community.yaml" not in body.split("place-11")[1]
    text = render_text(report(*twelve))
    assert "place-11: changes (the same in 12 communities)" in text
    assert text.count("title.nl") == 1


def test_a_place_that_all_share_is_kept_in_a_group():
    fields = [
        {"path": "force.title", "before": 1, "after": 2, "file": "deployments/haven/force.yaml", "line": 5}
    ]
    (group,) = group_changes([Told(change(name, fields=fields), "en") for name in ("kade", "zuid")])
    assert (group.fields[0].file, group.fields[0].line) == ("deployments/haven/force.yaml", 5)


def test_the_widest_class_comes_first():
    narrow, wide = change("a", **{"class": "cosmetic"}), change("b", **{"class": "destructive"})
    assert [one.communities for one in group_changes([Told(narrow, "en"), Told(wide, "en")])] == [
        ("b",),
        ("a",),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "met instemming van"),
        ("de", "müssen zustimmen"),
        ("pl", "zgodę muszą wyrazić"),
        ("pt", "regras de hoje"),
    ],
)
def test_the_frame_speaks_the_forces_language(language, words):
    shown = report(change(), language=language)
    assert words in render_markdown(shown)
    assert words in render_text(shown)


def test_two_forces_each_read_their_own_language():
    told = [Told(change("kade"), "nl"), Told(change("gmina"), "pl")]
    body = render_markdown(PlanReport(changes=told, communities=2))
    assert "What this would change" in body
    assert "met instemming van" in body
    assert "zgodę muszą" in body


def test_mistakes_and_nothing():
    assert "Nothing would change for anyone." in render_markdown(PlanReport(changes=[]))
    broken = PlanReport(changes=[], invalid=["kade", "<img src=x>"], communities=4)
    assert "keep what they have:** `kade`, `<\u2060img src=x>`" in render_markdown(broken)
    assert "<img src=x>: has mistakes" in render_text(broken)
    assert "hides a part" in render_markdown(PlanReport(changes=[], complete=False))


def forms():
    """3,000 changes that are ever more unlike, with what shows that each form was reached."""
    big = "x" * 300
    yield [change(f"c{n}") for n in range(3000)], "The same in 3000 communities"
    yield [change(f"c{n}", summary=f'the title changes to "{n}"') for n in range(200)], "`c199`: changes"
    yield (
        [change(f"c{n}", summary=f'the title changes to "{n}"') for n in range(3000)],
        "3000 communities: changes",
    )
    yield (
        [change(f"c{n}", summary=f"{big}{n}", approvals=["chief", f"r{n % 40}"]) for n in range(3000)],
        "`c1000`",
    )
    yield (
        [change(f"c{n}", summary=f"{big}{n}", approvals=["chief", f"r{n % 300}"]) for n in range(3000)],
        "r299",
    )
    yield (
        [change(f"c{n}", summary=f"{n}", approvals=[f"r{n}", "chief"]) for n in range(3000)],
        "changed: 3000",
    )


@pytest.mark.parametrize(("changes", "shown"), list(forms()), ids=range(6))
def test_however_much_changes_the_body_fits_and_is_whole(changes, shown):
    body = render_markdown(report(*changes))
    assert len(body.encode("utf-16-le")) // 2 <= LIMIT
    assert shown in body
    assert_whole(body)


def test_no_form_says_less_than_it_could():
    small = render_markdown(report(*[change(f"c{n}", summary=f"{n}") for n in range(20)]))
    assert small.count("<details>") == 20
    assert "summary, because" not in small
    assert "summary, because" in render_markdown(
        report(*[change(f"c{n}", summary=f"{n}") for n in range(200)]), limit=40_000
    )


def assert_whole(body):
    """The marker stands once and first; every fence and fold that opens is closed again."""
    assert body.startswith(f"{MARKER}\n")
    assert body.count("<!-- koban-plan") == 1
    assert body.count("<details>") == body.count("</details>") == len(re.findall(r"(?m)^`+diff$", body))
    assert "\x1b" not in body
    assert not re.search(r"(?m)^/", body)
    html = MARKDOWN.render(body)
    assert html.rstrip().endswith("</p>"), html[-200:]
    tags = set(re.findall(r"</?([a-z0-9]+)", re.sub(r"<code[^>]*>.*?</code>", "", html, flags=re.DOTALL)))
    assert tags <= {
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "strong",
        "em",
        "br",
        "hr",
        "details",
        "summary",
        "pre",
        "span",
    }


NASTY = st.text(st.sampled_from("a1 \n`*_[]()<>#@|-!\"'/\\$:;\x1b")) | st.sampled_from(
    ["</details>", "```", "-->", MARKER, "@team/all", "![x](http://a)", "; ", "/close"]
)


@given(
    st.lists(st.tuples(NASTY, NASTY, NASTY), min_size=1, max_size=3),
    st.sampled_from([1_000, 3_000, LIMIT]),
)
@settings(deadline=None)
def test_nothing_that_people_wrote_breaks_the_body(written, limit):
    changes = [
        change(
            f"c{number}",
            summary=summary,
            fields=[
                {
                    "path": path,
                    "before": value,
                    "after": {"x": value},
                    "file": f"deployments/{path}",
                    "line": 1,
                }
            ],
        )
        for number, (summary, path, value) in enumerate(written)
    ]
    body = render_markdown(report(*changes, invalid=[written[0][0]], since=written[0][1]), limit)
    assert len(body.encode("utf-16-le")) // 2 <= limit
    assert_whole(body)
    text = render_text(report(*changes, invalid=[written[0][0]]))
    assert "\x1b" not in text


def test_every_sentence_is_a_line_of_its_own_however_many_there_are():
    many = change(sentences=[f"sentence {n}. It has; a stop" for n in range(60)])
    text = render_text(report(many)).splitlines()
    assert text[1:61] == [f"  - sentence {n}. It has; a stop" for n in range(60)]
    body = render_markdown(report(many))
    assert body.count("\n- sentence") == 40
    assert "\n- and 20 more changes\n" in body


def test_where_nobody_is_named_that_must_agree_this_is_said():
    told = render_text(report(change(approvals=[])))
    assert "the rules that hold today ask for nobody's agreement [data]" in told
