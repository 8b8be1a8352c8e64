"""What is legal and unwise is warned of, once, and only where nothing is wrong."""

import pytest

from koban.diagnostics.diagnostic import Severity

ASKED = "needs:\n  n: {statement: S, asksFor: {%s: 2}}\n"
BOX = "features:\n  box: true\n"
LONELY = 'unit: {name: Wijkteam, posts: 2, phone: "112", %smaxOpenCases: 30}\n'
CLEAN = {
    "a feature whose capability is asked for": ASKED % "procedural-justice" + BOX,
    "a feature where no need is stated": BOX,
    "a feature that gives nothing": ASKED % "procedural-justice" + "features:\n  raw: {with: {places: []}}\n",
    "a feature that a measure names for what is asked": ASKED
    % "problem-solving-sara"
    + "measures:\n  m: {kind: technology, title: T, owner: unit, feature: box, "
    "gives: {problem-solving-sara: {technologies: [sara-case]}}}\n" + BOX,
    "a post that never closes": LONELY % "staffedHours: 24/7, " + BOX,
    "a post with somebody behind it": LONELY % 'staffedHours: "Mo-Fr 08:00-16:00", whenEmpty: Bel, ' + BOX,
    "an empty post to which nobody writes": LONELY % 'staffedHours: "Mo-Fr 08:00-16:00", ',
    "a measure with an owner": "measures:\n  m: {kind: nothing, title: T, owner: unit}\n",
}
UNWISE = {
    "a feature that no need asks for": (ASKED % "problem-solving-sara" + BOX, "KB430", 8, '"box"'),
    "an empty post with nobody behind it": (
        LONELY % 'staffedHours: "Mo-Fr 08:00-16:00", ' + BOX,
        "KB431",
        5,
        '"box"',
    ),
    "a measure that nobody owns": ("measures:\n  m: {kind: training, title: T}\n", "KB432", 6, '"m"'),
    "an app that is to teach": (
        "measures:\n  m: {kind: technology, title: T, owner: unit, gives: {problem-solving-sara: {skills: [assessment]}}}\n",
        "KB450",
        6,
        "cannot bring skills",
    ),
    "a need that asks for nothing": ("needs:\n  n: {statement: S}\n" + BOX, "KB433", 6, '"n"'),
}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_said_of(compiling, name):
    diagnostics, compiled = compiling(CLEAN[name])
    assert (diagnostics, compiled is None) == ([], False)


@pytest.mark.parametrize("name", UNWISE)
def test_one_warning_for(compiling, name):
    spec, code, line, words = UNWISE[name]
    (found,), compiled = compiling(spec)
    assert (found.code, found.severity, found.span.line) == (code, Severity.WARNING, line)
    assert words in found.message
    assert compiled is not None


def test_no_advice_echoes_a_mistake(compiling):
    (found,), _ = compiling("needs:\n  n: {statement: S, asksFor: {procedural-justic: 2}}\n" + BOX)
    assert found.code == "KB303"
