"""Where KOBAN warns of what a policy says too, it is told once, in KOBAN's words."""

import pytest

from koban.compile.policies import Judged
from koban.compile.refusals import tell, with_policies
from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.reader import read
from koban.plugin.declare import Finding

TEXT = b"title: Zoutkade\nlanguages:\n  - nl\n  - fr\nunit:\n  name: Wijkteam\n"
NODE, _ = read(TEXT, "community.yaml")
FRENCH = Diagnostic(
    "KB338", "fr is not offered yet", Span("community.yaml", 4, 5, 4, 7), Severity.WARNING, help="write it"
)
COVER = Diagnostic("KB431", "nobody is named", Span("community.yaml", 5, 1, 5, 5), Severity.WARNING)


def judged(*path, level="warning", reason=""):
    return Judged("strict", level, Finding(path, "the policy's words", "the policy's cure"), reason)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("title",), 1, 8),
        (("languages", 1), 4, 5),
        (("unit", "phone"), 5, 1),
        (("unit", "places", "post"), 5, 1),
        (("app", "colour"), 1, 1),
        ((), 1, 1),
    ],
)
def test_a_finding_stands_where_its_path_leads_or_as_near_as_can_be(path, line, column):
    span = tell(judged(*path), NODE).span
    assert (span.line, span.column) == (line, column)


CASES = {"language": (FRENCH, ("languages", 1)), "cover": (COVER, ("unit", "whenEmpty"))}


@pytest.mark.parametrize("case", CASES)
def test_a_warning_that_koban_gives_anyway_stands_alone(case):
    own, path = CASES[case]
    assert with_policies([own], [judged(*path)], NODE) == [own]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    ("level", "reason"), [("error", ""), ("error", "Zo is het"), ("warning", "Zo is het")]
)
def test_it_is_raised_where_the_policy_says_more(case, level, reason):
    own, path = CASES[case]
    (found,) = with_policies([own], [judged(*path, level=level, reason=reason)], NODE)
    assert (found.code, found.severity, found.message, found.span) == (
        "KB420",
        Severity(level),
        own.message,
        own.span,
    )
    assert found.help.startswith(own.help)
    assert ("set to" in found.help, reason in found.help) == (bool(reason), True)
    assert "policy strict" in found.help


def test_other_findings_at_the_same_place_are_told_beside_it():
    assert len(with_policies([COVER], [judged("unit", "phone")], NODE)) == 2
    assert len(with_policies([FRENCH], [judged("languages", 0)], NODE)) == 2
