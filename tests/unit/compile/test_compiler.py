"""From a workspace to a bundle: what is in it, and that each mistake is told once, where it stands."""

import json

import pytest

from koban.diagnostics.diagnostic import Severity
from koban.model.bundle import Bundle, canonical, sha256

FULL = """
title: {nl: Zoutkade, fr: Quai du Sel}
languages: [nl, fr]
theme: youth-and-nightlife
area: {file: area.geojson}
unit: {name: {nl: Wijkteam, fr: Quartier}, posts: 2, phone: "112", staffedHours: 24/7, maxOpenCases: 30}
partners:
  jongeren: {title: {nl: Jongerenpanel, fr: Jeunes}, panel: true, may: [decide], receives: [lawaai]}
needs:
  rust: {statement: {nl: Minder lawaai, fr: Moins de bruit}, asksFor: {problem-solving-sara: 3, procedural-justice: 2}, rated: {officers: {severity: 4, reach: 3}}}
capabilities:
  procedural-justice: {level: 1, assessed: 2026-05-01, missing: {skills: [de-escalation]}}
features:
  raw: {with: {places: [a]}}
  box:
    with:
      picture: icon.svg
      categories:
        lawaai: {label: {nl: Lawaai, fr: Bruit}}
        afval: {label: {nl: Afval, fr: Ordures}}
  tweede: {uses: box}
connectors:
  feed: {with: {url: x}, secrets: {key: {env: KEY}}}
app: {icon: icon.svg, navigation: [box]}
"""


def test_a_whole_community_becomes_a_bundle(compiling):
    diagnostics, compiled = compiling(FULL)
    assert diagnostics == []
    bundle = compiled.bundle
    assert bundle.languages == ["nl", "fr"]
    assert list(bundle.features) == ["box", "raw", "tweede"], "navigation first, then as written"
    assert list(bundle.features["box"].config["categories"]) == ["lawaai", "afval"], (
        "order is part of the value"
    )
    assert bundle.features["tweede"].uses == "box"
    assert bundle.features["raw"].plugin == "test-plugin"
    assert bundle.connectors["feed"].every == "15m"
    assert bundle.connectors["feed"].secrets == {"key": {"env": "KEY"}}
    assert bundle.spec.features == {}, "features stand once, checked"
    assert bundle.area["features"][0]["geometry"]["type"] == "Polygon"
    assert bundle.force.emergency.call == "112"


def test_blobs_are_named_by_their_bytes_and_hold_files_and_forms(compiling):
    _, compiled = compiling(FULL)
    assert all(sha256(body) == name for name, body in compiled.blobs.items())
    bundle = compiled.bundle
    assert set(bundle.files) == {"area.geojson", "icon.svg"}
    form = compiled.blobs[bundle.features["box"].forms["lawaai"]]
    assert json.loads(form) == {"label": {"nl": "Lawaai", "fr": "Bruit"}}
    assert set(compiled.blobs) == {*bundle.files.values(), *bundle.features["box"].forms.values()}


def test_known_holds_what_the_community_names_and_its_research(compiling):
    _, compiled = compiling(FULL)
    known = compiled.bundle.known
    assert set(known.capabilities) >= {"procedural-justice", "problem-solving-sara"}
    assert "elder-fraud-prevention" not in known.capabilities
    assert known.theme["title"]["nl"]
    studies = {study for one in known.capabilities.values() for study in one["evidence"]}
    assert studies
    assert set(known.evidence) >= studies


def test_a_bundle_reads_back_as_it_was(compiling):
    _, compiled = compiling(FULL)
    again = Bundle.model_validate_json(compiled.body)
    assert again == compiled.bundle
    assert canonical(again.model_dump(mode="json")) == compiled.body
    assert sha256(compiled.body) == compiled.digest


def test_the_smallest_community_compiles(compiling):
    diagnostics, compiled = compiling("")
    assert diagnostics == []
    assert compiled.bundle.features == {}


def only(diagnostics):
    assert len(diagnostics) == 1, [str(one) for one in diagnostics]
    return diagnostics[0]


MISTAKES = {
    "unknown feature": ("features:\n  boks: true", "KB301", 6, 'there is no feature called "boks"'),
    "unknown feature by uses": (
        "features:\n  x: {uses: boks}",
        "KB301",
        6,
        'there is no feature called "boks"',
    ),
    "unknown connector": ("connectors:\n  fed: true", "KB302", 6, 'there is no connector called "fed"'),
    "unknown capability": ("capabilities:\n  trust: {level: 1, assessed: 2026-01-01}", "KB303", 6, "trust"),
    "unknown theme": ("theme: youth-and-nightlive", "KB304", 5, "youth-and-nightlive"),
    "unknown partner": ("decisions:\n  x: {by: panel, date: 2026-01-01, text: Nee}", "KB305", 6, "panel"),
    "unknown owner": ("measures:\n  m: {kind: training, title: T, owner: partners.bank}", "KB305", 6, "bank"),
    "bad owner": ("measures:\n  m: {kind: training, title: T, owner: somebody}", "KB343", 6, "somebody"),
    "unknown rater": (
        "needs:\n  n: {statement: S, rated: {senate: {severity: 1, reach: 1}}}",
        "KB305",
        6,
        "senate",
    ),
    "unknown source": ("needs:\n  n: {statement: S, sources: [partners.bank]}", "KB305", 6, "bank"),
    "unknown purpose": (
        "features:\n  box: {with: {categories: {a: {label: A, purpose: respons}}}}",
        "KB306",
        6,
        "respons",
    ),
    "purpose that nobody reads": (
        "features:\n  box: {with: {categories: {a: {label: A, purpose: nobody}}}}",
        "KB344",
        6,
        "nobody",
    ),
    "unknown instance in the navigation": ("app: {navigation: [box]}", "KB309", 5, "box"),
    "unknown instance of a measure": (
        "measures:\n  m: {kind: technology, title: T, feature: box}",
        "KB309",
        6,
        "box",
    ),
    "unknown component": (
        "measures:\n  m: {kind: training, title: T, gives: {procedural-justice: {skills: [explaning-decisions]}}}",
        "KB331",
        6,
        "explaning",
    ),
    "unknown category": ("partners:\n  p: {title: P, receives: [noise]}", "KB340", 6, "noise"),
    "no such file": ("app: {icon: ikon.svg}", "KB332", 5, "ikon.svg"),
    "no such file of a feature": ("features:\n  box: {with: {picture: none.png}}", "KB332", 6, "none.png"),
    "field of a config": ("features:\n  box: {with: {categorys: {}}}", "KB204", 6, "categorys"),
    "type in a config": ("features:\n  box: {with: {many: lots}}", "KB201", 6, "many"),
    "number in quotes in a config": ('features:\n  box: {with: {many: "3"}}', "KB201", 6, "many"),
    "switch in quotes in a config": (
        'features:\n  box: {with: {on: "no"}}',
        "KB201",
        6,
        '"on" must be `true` or `false`',
    ),
    "switch in words": ("partners:\n  p: {title: P, panel: no}", "KB201", 6, '"panel" must be'),
    "number that is no date": (
        "capabilities:\n  procedural-justice: {level: 1, assessed: 20260101}",
        "KB217",
        6,
        "date",
    ),
    "seconds that are no date": (
        'capabilities:\n  procedural-justice: {level: 1, assessed: "86400"}',
        "KB201",
        6,
        '"assessed" must be a date',
    ),
    "what only the feature sees": ("features:\n  box: {with: {many: 13}}", "KB230", 6, "thirteen is unlucky"),
    "a check that raises": (
        "features:\n  box: {with: {many: 99}}",
        "KB901",
        6,
        "box.check",
    ),
    "forms that raise": ("features:\n  box: {with: {many: 98}}", "KB901", 6, "box.forms"),
    "field of a raw schema": ("features:\n  raw: {with: {places: [], sise: 3}}", "KB204", 6, "sise"),
    "missing in a raw schema": ("features:\n  raw: true", "KB205", 6, "places"),
    "type of a raw schema": ("features:\n  raw: {with: {places: [], size: big}}", "KB210", 6, "big"),
    "a reserved name": ("features:\n  api: {uses: box}", "KB339", 6, "api"),
    "a language twice": ("languages: [nl, nl]", "KB345", 5, "nl"),
    "no emergency notice": (
        "languages: [nl, de]\ntitle: {nl: A, de: A}\nunit: {name: {nl: W, de: W}}",
        "KB337",
        5,
        "de",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_gives_one_diagnostic_at_its_line(compiling, name):
    spec, code, line, words = MISTAKES[name]
    diagnostics, compiled = compiling(spec)
    found = only(diagnostics)
    assert (found.code, found.span.file, found.span.line) == (
        code,
        "deployments/haven/zoutkade/community.yaml",
        line,
    )
    assert words in found.message
    assert found.severity is Severity.ERROR
    assert compiled is None


@pytest.mark.parametrize(
    ("spec", "label"),
    [
        ("features:\n  boxs: true", 'did you mean "box"?'),
        ("features:\n  box: {with: {categorys: {}}}", 'did you mean "categories"?'),
        ("features:\n  raw: {with: {places: [], sise: 3}}", 'did you mean "size"?'),
        ("app: {icon: ikon.svg}", 'did you mean "icon.svg"?'),
    ],
)
def test_a_slip_of_the_pen_gets_a_suggestion(compiling, spec, label):
    diagnostics, _ = compiling(spec)
    assert only(diagnostics).label == label


def test_all_mistakes_are_told_in_one_run(compiling):
    diagnostics, _ = compiling(
        "theme: nothing\nfeatures:\n  boks: true\n  box: {with: {many: -1}}\napp: {icon: none.svg}"
    )
    assert sorted(one.code for one in diagnostics) == ["KB209", "KB301", "KB304", "KB332"]


def test_a_decision_forbids_a_feature_and_both_places_are_shown(compiling):
    spec = """
partners:
  jongeren: {title: Panel, panel: true}
decisions:
  geen-box: {by: jongeren, date: 2026-02-10, text: Nee, forbids: [features.box]}
features:
  box: true
"""
    diagnostics, compiled = compiling(spec)
    found = only(diagnostics)
    assert found.code == "KB401"
    assert found.span.line == 10
    assert [place.span.line for place in found.related] == [8]
    assert compiled is None


@pytest.mark.parametrize("on", ["box: false", "kist: {uses: box}"])
def test_a_decision_forbids_the_feature_under_any_name_but_not_when_off(compiling, on):
    spec = f"""
partners:
  jongeren: {{title: Panel, panel: true}}
decisions:
  geen-box: {{by: jongeren, date: 2026-02-10, text: Nee, forbids: [features.box]}}
features:
  {on}
"""
    diagnostics, _ = compiling(spec)
    assert [one.code for one in diagnostics] == ([] if "false" in on else ["KB401"])


def test_what_is_switched_off_may_be_unknown_unless_it_looks_like_a_slip(compiling):
    diagnostics, compiled = compiling("features:\n  hotspot-map-of-others: false")
    assert (diagnostics, compiled is not None) == ([], True)
    diagnostics, compiled = compiling("features:\n  boxx: false")
    assert (only(diagnostics).code, only(diagnostics).severity) == ("KB342", Severity.WARNING)
    assert compiled is not None


def test_a_language_with_missing_texts_is_not_offered(compiling):
    diagnostics, compiled = compiling(
        "languages: [nl, fr]\nsummary: {nl: Aan zee, fr: Au bord}\nfeatures:\n  box: {with: {intro: Hallo}}"
    )
    found = only(diagnostics)
    assert (found.code, found.severity) == ("KB338", Severity.WARNING)
    assert "3 texts are missing (title, unit.name, features.box.with.intro)" in found.message
    assert compiled.bundle.languages == ["nl"]


def test_texts_in_a_file_of_their_own_make_a_language_complete(compiling):
    texts = "title: Zoutkade\nunit: {name: Quartier}\n"
    diagnostics, compiled = compiling("languages: [nl, fr]", {"texts/fr.yaml": texts})
    assert diagnostics == []
    assert compiled.bundle.languages == ["nl", "fr"]


def test_without_a_unit_asking_people_is_warned_of(compiling):
    diagnostics, compiled = compiling("unit: LEAVE\nfeatures:\n  box: true")
    assert (only(diagnostics).code, only(diagnostics).severity) == ("KB402", Severity.WARNING)
    assert compiled.bundle.spec.unit is None


def test_a_broken_force_stops_its_communities_and_says_why(compiling):
    diagnostics, compiled = compiling(
        "", force="apiVersion: koban/v1\nkind: Force\nmetadata: {name: haven}\nspec: {}\n"
    )
    assert compiled is None
    assert {one.span.file for one in diagnostics} == {"deployments/haven/force.yaml"}
