"""What an editor with yaml-language-server completes, explains and finds wrong."""

import json
from pathlib import Path

import pytest

from koban.cli.checking import Checked, check_workspace
from koban.diagnostics.diagnostic import Severity
from koban.manifest.tree import WorkingTree
from koban.plugin.manager import load_registry

ROOT = Path(__file__).parents[2]
REGISTRY = load_registry()
EXAMPLES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "deployments").rglob("*.yaml")
    if path.parent.name != "texts"
)
HEADER = "# yaml-language-server: $schema={}schemas/v1/{}.schema.json\n"
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata:
  name: written
spec:
"""


@pytest.fixture
def file(workspace: Path) -> Path:
    """A community that is being written and not yet saved."""
    return workspace / "deployments/haven/written/community.yaml"


def written(spec: str) -> tuple[str, int, int]:
    """A community's manifest with `spec` in it, and the line and column where `|` stands in it, from 0."""
    text = HEADER.format("../../../", "community") + COMMUNITY + spec
    before, _, after = text.partition("|")
    return before + after, before.count("\n"), len(before) - before.rfind("\n") - 1


BLUEPRINT = """\
apiVersion: koban/v1
kind: Blueprint
metadata: {name: rural}
spec:
  extends: [plain]
  unit:
    posts: 2
  features:
    report: true
    news: false
"""


def completed(editor, file, spec):
    text, line, column = written(spec)
    editor.diagnose(file, text)
    return {item["label"]: item for item in editor.complete(file, line, column)}


@pytest.mark.parametrize("path", ["koban.yaml", *EXAMPLES])
def test_the_examples_have_a_header_and_no_error(editor, workspace, path):
    text = (workspace / path).read_text()
    kind = {"koban.yaml": "workspace", "force.yaml": "force"}.get(path.rsplit("/", 1)[-1], "community")
    assert text.startswith("# yaml-language-server: $schema=")
    assert f"schemas/v1/{kind}.schema.json" in text.splitlines()[0]
    assert editor.diagnose(workspace / path, text) == []


def test_names_of_features_are_completed(editor, file):
    found = completed(editor, file, "  features:\n    |")
    assert set(REGISTRY.features) <= set(found)
    assert "Say what should change here" in str(found["proposals"]["documentation"])


def test_settings_of_a_feature_are_completed(editor, file):
    found = completed(editor, file, "  features:\n    report:\n      with:\n        |")
    assert {"categories", "intro"} <= set(found)


def test_settings_of_another_instance_are_completed_by_what_it_uses(editor, file):
    spec = "  features:\n    report-lost:\n      uses: report\n      with:\n        |"
    assert {"categories", "intro"} <= set(completed(editor, file, spec))


def test_settings_of_a_connector_are_completed(editor, file):
    spec = "  connectors:\n    bus:\n      uses: geojson\n      with:\n        |"
    assert {"file", "url", "describe"} <= set(completed(editor, file, spec))


def test_deep_settings_are_completed(editor, file):
    start = "  features:\n    report:\n      with:\n        categories:\n          noise:\n            "
    assert {"label", "firstAnswer", "ask", "anonymous"} <= set(completed(editor, file, f"{start}|"))
    assert {"never", "allowed", "always"} <= set(completed(editor, file, f"{start}anonymous: |"))


@pytest.mark.parametrize(
    ("spec", "names"),
    [
        ("  theme: |", {"youth-and-nightlife", "visitors-and-residents"}),
        ("  capabilities:\n    |", set(REGISTRY.capabilities)),
        ("  needs:\n    sleep:\n      asksFor:\n        |", set(REGISTRY.capabilities)),
        ("  features:\n    lost:\n      uses: |", set(REGISTRY.features)),
        ("  partners:\n    library:\n      may:\n        - |", {"enter-reports", "decide"}),
        ("  |", {"extends", "title", "unit", "features", "app"}),
    ],
)
def test_names_of_what_is_installed_are_completed(editor, file, spec, names):
    assert names <= set(completed(editor, file, spec))


def test_components_of_the_capability_are_completed_and_no_others(editor, file):
    name = next(name for name, one in sorted(REGISTRY.capabilities.items()) if one.value["skills"])
    spec = f"  capabilities:\n    {name}:\n      missing:\n        skills:\n          - |"
    assert set(REGISTRY.capabilities[name].value["skills"]) == set(completed(editor, file, spec))


HOVERED = [
    ("  ti|tle: Zoutkade", ("title",)),
    ("  unit:\n    staffed|Hours: Mo-Fr", ("unit", "staffedHours")),
    ("  extend|s: [rural]", ("extends",)),
    ("  needs:\n    sleep:\n      state|ment: Rust", ("needs", "*", "statement")),
    ("  features:\n    pro|posals: true", ("features", "proposals")),
    (
        "  features:\n    report:\n      with:\n        cate|gories: {}",
        ("features.report", "categories"),
    ),
]


@pytest.mark.parametrize(("spec", "path"), HOVERED, ids=[".".join(path) for _, path in HOVERED])
def test_the_hover_text_is_the_schemas_description(editor, file, workspace, spec, path):
    text, line, column = written(spec)
    editor.diagnose(file, text)
    shown = editor.hover(file, line, column)
    description = described(json.loads((workspace / "schemas/v1/community.schema.json").read_text()), path)
    assert description
    assert description.replace("`", "") in shown.replace("\\", "").replace("`", "")


def described(schema, path):
    """The description of the field at `path` below `spec`; `*` is any entry of a map."""
    definitions, here = schema["$defs"], schema["properties"]["spec"]
    if path[0] in definitions:
        here, path = definitions[path[0]], path[1:]
    for step in path:
        here = opened(here, definitions)
        here = here["additionalProperties"] if step == "*" else here["properties"][step]
    return here["description"]


def opened(schema, definitions):
    """The map behind a reference or an alternative to null."""
    while "properties" not in schema and "additionalProperties" not in schema:
        if "anyOf" in schema:
            schema = schema["anyOf"][0]
        else:
            schema = definitions[schema["$ref"].removeprefix("#/$defs/")]
    return schema


WHOLE = """\
apiVersion: koban/v1
kind: Community
metadata:
  name: zoutkade
spec:
  title: Zoutkade
  languages: [nl]
  theme: youth-and-nightlife
  unit:
    name: Wijkteam
    posts: 2
    phone: "+32 00"
    whenEmpty: Bel 112
  partners:
    library:
      title: Bibliotheek
      panel: false
      may: [enter-reports]
      agreement: {link: "https://a.example", until: 2027-12-31}
  context:
    population:
      value: 7900
      source: CBS
      asOf: 2026-01-01
  needs:
    sleep:
      statement: Rustige nachten
      horizon: now
      rated:
        officers: {severity: 3, reach: 3}
      asksFor:
        procedural-justice: 3
  capabilities:
    procedural-justice:
      level: 1
      assessed: 2026-01-01
      proof:
        - {title: Register, date: 2026-01-01}
  measures:
    course:
      kind: training
      title: Cursus
      owner: unit
  features:
    report:
      with:
        categories:
          noise:
            label: Lawaai
            kind: report
            firstAnswer: 2wd
            purpose: response
            ask:
              when:
                type: datetime
                label: Wanneer?
    news: true
    proposals:
      enabled: false
  connectors:
    bus:
      uses: geojson
      every: 15m
      with:
        url: "https://open.example/bus.geojson"
      secrets:
        key: {env: BUS_KEY}
  app:
    colour: "#1f4e79"
    largeText: true
    navigation: [report]
"""
FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Politie Haven
  language: nl
  timeZone: Europe/Brussels
  country: BE
  emergency:
    call: "112"
    text: Bel 112
  roles:
    officer: [local:officers]
  approvals:
    data: [chief]
  purposes:
    response:
      title: Antwoord
      law: gdpr
      retention: 180d
      readers: [officer]
  controllers:
    police:
      name: Politie Haven
      contact: office@haven.example
  defaults:
    features:
      news: true
"""
SLIPS = {
    # unknown fields
    "field": ("  title: Zoutkade", "  titel: Zoutkade\n  title: Zoutkade"),
    "field below": ("    posts: 2", "    posts: 2\n    postss: 2"),
    "field in a setting": ("            kind: report", "            kidn: report"),
    "field of a setting": ("        categories:", "        categorys: {}\n        categories:"),
    "field of a question": (
        "                type: datetime",
        "                type: datetime\n                lable: x",
    ),
    "field of a connector's settings": (
        "      with:\n        url",
        "      with:\n        colour: x\n        url",
    ),
    "field of the app": ("    largeText: true", "    largText: true"),
    "field of an entry": ("    news: true", "    news:\n      enabeld: true"),
    # names
    "feature": ("    news: true", "    newz: true"),
    "feature with settings": ("    news: true", "    newz:\n      with: {onHome: 2}"),
    "feature that is used": ("    news: true", "    news2:\n      uses: newz"),
    "connector": ("      uses: geojson", "      uses: geojsn"),
    "name": ("    news: true", "    News: {uses: news}"),
    "name with two hyphens": ("  measures:\n    course:", "  measures:\n    course--one:"),
    "name that is kept": ("    news: true", "    desk: {uses: news}"),
    "capability": ("        procedural-justice: 3", "        procedural-justise: 3"),
    "theme": ("  theme: youth-and-nightlife", "  theme: youth-and-nightlive"),
    "component": ("      level: 1\n", "      level: 1\n      missing:\n        skills: [no-such-skill]\n"),
    # types
    "text": ("  title: Zoutkade", "  title: 3"),
    "whole number": ("    posts: 2", "    posts: many"),
    "number": ("      value: 7900", "      value: many"),
    "number in quotes": ("    posts: 2", '    posts: "2"'),
    "switch": ("      panel: false", '      panel: "no"'),
    "switch of the app": ("    largeText: true", "    largeText: 1"),
    "feature as a number": ("    news: true", "    news: 3"),
    "list": ("  languages: [nl]", "  languages: nl"),
    "map": ("  app:\n", "  privacy: dpia\n  app:\n"),
    "secret": ("        key: {env: BUS_KEY}", "        key: hunter2"),
    # values
    "choice": ("      horizon: now", "      horizon: later"),
    "choice in a list": ("      may: [enter-reports]", "      may: [enter-report]"),
    "choice in a setting": ("            kind: report", "            kind: complaint"),
    "kind of measure": ("      kind: training", "      kind: course"),
    "too small": ("    posts: 2", "    posts: 0"),
    "too great": ("        procedural-justice: 3", "        procedural-justice: 5"),
    "date": ("      assessed: 2026-01-01", "      assessed: 1 May 2026"),
    "date without year": ("      asOf: 2026-01-01", "      asOf: 01-01"),
    "duration": ("      every: 15m", "      every: often"),
    "promise": ("            firstAnswer: 2wd", "            firstAnswer: soon"),
    "colour": ('    colour: "#1f4e79"', "    colour: blue"),
    "language": ("  languages: [nl]", "  languages: [Dutch]"),
    "phone": ('    phone: "+32 00"', '    phone: "call us"'),
    "empty text": ("    whenEmpty: Bel 112", '    whenEmpty: ""'),
    "variable": ("        key: {env: BUS_KEY}", "        key: {env: bus key}"),
    "two schedules": ("      every: 15m", '      every: 15m\n      cron: "* * * * *"'),
    # what is missing in a list
    "missing in a list": ("        - {title: Register, date: 2026-01-01}", "        - title: Register"),
    # the envelope
    "no apiVersion": ("apiVersion: koban/v1\n", ""),
    "no kind": ("kind: Community\n", ""),
    "no metadata": ("metadata:\n  name: zoutkade\n", ""),
    "no name": ("metadata:\n  name: zoutkade\n", "metadata: {}\n"),
    "version": ("apiVersion: koban/v1", "apiVersion: koban/v7"),
    "kind of manifest": ("kind: Community", "kind: Comunity"),
    "field of the envelope": ("kind: Community", "kind: Community\nstatus: fine"),
    "field of metadata": ("  name: zoutkade", "  name: zoutkade\n  uid: 7"),
}
FORCE_SLIPS = {
    "field": ("  title: Politie Haven\n", "  title: Politie Haven\n  titel: x\n"),
    "missing below": ('    call: "112"\n', ""),
    "role": ("    officer: [local:officers]", "    officers: [local:officers]"),
    "group": ("    officer: [local:officers]", "    officer: [officers]"),
    "class": ("    data: [chief]", "    date: [chief]"),
    "reader": ("      readers: [officer]", "      readers: [everybody]"),
    "law": ("      law: gdpr", "      law: roman"),
    "retention": ("      retention: 180d", "      retention: forever"),
    "country": ("  country: BE", "  country: Belgium"),
}
KINDS = {
    "community": ("deployments/haven/zoutkade/community.yaml", WHOLE, SLIPS),
    "force": ("deployments/haven/force.yaml", FORCE, FORCE_SLIPS),
}
CASES = [(kind, slip) for kind, (_, _, slips) in KINDS.items() for slip in slips]


def both(editor, workspace, folder, kind, text):
    """The lines at which the editor finds something wrong in `text`, and those at which a check does."""
    path, _, _ = KINDS[kind]
    shown = editor.diagnose(workspace / path, HEADER.format("../" * path.count("/"), kind) + text)
    return [one["range"]["start"]["line"] for one in shown], checked(folder, path, text)


def checked(folder, path, text):
    for name, whole, _ in KINDS.values():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(whole)
    (folder / "koban.yaml").write_text((ROOT / "koban.yaml").read_text())
    (folder / path).write_text(text)
    found = Checked()
    for so_far in check_workspace(WorkingTree(folder), REGISTRY):
        found = so_far
    errors = [one for one in found.diagnostics() if one.severity is Severity.ERROR]
    assert {one.span.file for one in errors} <= {path}, [str(one) for one in errors]
    return [one.span.line for one in errors]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_before_the_slip(editor, workspace, tmp_path, kind):
    assert both(editor, workspace, tmp_path, kind, KINDS[kind][1]) == ([], [])


def test_what_the_spec_itself_lacks_is_shown_at_its_name_there_and_at_its_first_field_here(
    editor, workspace, tmp_path
):
    shown, found = both(editor, workspace, tmp_path, "force", FORCE.replace("  country: BE\n", ""))
    assert (shown, found) == ([4], [5])


def test_a_blueprint_is_a_part_of_a_community(editor, workspace):
    file, header = workspace / "blueprints/rural.yaml", HEADER.format("../", "blueprint")
    assert editor.diagnose(file, header + BLUEPRINT) == []
    shown = editor.diagnose(file, header + BLUEPRINT.replace("report", "reprot"))
    assert [one["range"]["start"]["line"] for one in shown] == [9]


@pytest.mark.parametrize(("kind", "slip"), CASES, ids=[": ".join(case) for case in CASES])
def test_the_editor_and_the_check_find_the_same_lines(editor, workspace, tmp_path, kind, slip):
    _, text, slips = KINDS[kind]
    before, after = slips[slip]
    assert text.count(before) == 1
    shown, found = both(editor, workspace, tmp_path, kind, text.replace(before, after))
    assert found, "a check finds nothing"
    assert set(shown) == set(found)
