"""Loading plugins: each failure is quarantined, named and placed, and harms nothing else."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from koban.api import CapabilityModule, Config, Feature, Policy, SecretStore, hookimpl
from koban.plugin.manager import load_registry


class SafePlaces(Feature):
    name = "safe-places"
    title = {"en": "Safe places"}


def plugin(name, **hooks):
    """A plugin module with the given hook implementations."""
    module = ModuleType(name)
    for hook, function in hooks.items():
        setattr(module, hook, hookimpl(function))
    return module


def feature(wanted, **attributes):
    return type("Made", (Feature,), {"name": wanted, "title": {"en": wanted}, **attributes})()


def policy(wanted, **attributes):
    check = {"check": lambda self, deployment: ()}
    return type("Made", (Policy,), {"name": wanted, "title": {"en": wanted}, **check, **attributes})()


async def answers_later(self, deployment):
    return ()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Makes an installed distribution of one module with an entry point."""

    def install(name, source, version="1.2.3", entry=None):
        module = name.replace("-", "_")
        (tmp_path / f"{module}.py").write_text(source)
        info = tmp_path / f"{module}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[koban]\n{entry or name} = {module}\n")
        (info / "RECORD").write_text(f"{module}.py,sha256={hash(source)},\n")
        return tmp_path / f"{module}.py"

    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield install
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and str(tmp_path) in str(sys.modules[name].__file__):
            del sys.modules[name]


GOOD = """
from koban.api import Feature, hookimpl

class Lamp(Feature):
    name = "lamp-watch"
    title = {"en": "Lamps"}

@hookimpl
def koban_features():
    return [Lamp()]
"""


def test_first_party_plugins_load_without_a_problem():
    registry = load_registry()
    assert registry.problems == ()
    assert registry.features["report"].plugin == "koban-engage"
    assert registry.connectors["geojson"].plugin == "koban-opendata"
    assert registry.capabilities["procedural-justice"].plugin == "koban-framework"
    assert "koban_connectors" in registry.hooks["koban-opendata"]


def test_an_installed_plugin_is_found_by_its_entry_point(installed):
    installed("lamp-plugin", GOOD)
    registry = load_registry()
    assert registry.features["lamp-watch"].plugin == "lamp-plugin"
    assert registry.plugins["lamp-plugin"] == "1.2.3"


def problem_of(registry, name):
    found = [problem for problem in registry.problems if problem.plugin == name]
    assert len(found) == 1, registry.problems
    return found[0]


def test_one_that_raises_on_import_is_named_with_its_line(installed):
    file = installed("bad-import", "import koban.api\n\nraise RuntimeError('no luck')\n")
    installed("lamp-plugin", GOOD)
    registry = load_registry()
    problem = problem_of(registry, "bad-import")
    assert (problem.version, problem.hook) == ("1.2.3", "import")
    assert problem.message == "RuntimeError: no luck"
    assert problem.place == f"{file}:3"
    assert "lamp-watch" in registry.features
    assert "bad-import" not in registry.plugins


def test_one_that_is_no_python_is_named_with_its_line(installed):
    file = installed("bad-syntax", "x = 1\ndef broken(:\n")
    assert problem_of(load_registry(), "bad-syntax").place == f"{file}:2"


def test_one_that_wants_to_exit_is_named(installed):
    installed("bad-exit", "import sys\nsys.exit(7)\n")
    assert problem_of(load_registry(), "bad-exit").message == "SystemExit: 7"


def test_one_whose_module_is_not_there_is_named(installed):
    installed("bad-entry", "x = 1\n").unlink()
    problem = problem_of(load_registry(), "bad-entry")
    assert problem.hook == "import"
    assert "bad_entry" in problem.message


def test_a_hook_that_does_not_exist_is_told():
    registry = load_registry(
        [
            plugin("odd-hook", koban_feature=lambda: [None]),
            plugin("fine", koban_features=lambda: [SafePlaces()]),
        ]
    )
    problem = problem_of(registry, "odd-hook")
    assert problem.hook == "register"
    assert "koban_feature" in problem.message
    assert "safe-places" in registry.features


def test_an_argument_that_the_hook_does_not_have_is_told():
    registry = load_registry([plugin("odd-argument", koban_features=lambda colour: [])])
    assert problem_of(registry, "odd-argument").hook == "register"


def test_one_that_raises_in_a_hook_gives_nothing_at_all():
    def broken():
        raise KeyError("lost")

    module = plugin("bad-hook", koban_features=lambda: [SafePlaces()], koban_connectors=broken)
    registry = load_registry([module])
    problem = problem_of(registry, "bad-hook")
    assert problem.hook == "koban_connectors"
    assert problem.place == f"{__file__}:{broken.__code__.co_firstlineno + 1}"
    assert "safe-places" not in registry.features


async def asynchronous():
    return []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda: None, ""),
        (lambda: "report", "returned a str"),
        (lambda: [1], "with a int in it"),
        (lambda: [SafePlaces], "return an instance, `SafePlaces()`"),
        (asynchronous, "async def"),
        (lambda: [feature("Report Lost")], "a name has"),
        (lambda: [feature("api")], "keeps for itself"),
        (lambda: [feature("x", title={})], "title must be"),
        (lambda: [feature("x", Config=dict)], "must be a subclass"),
        (lambda: [feature("x", Config={"type": 3})], "is no JSON Schema"),
        (
            lambda: [feature("x", Config={"allOf": [{"properties": {"a": {"x-koban-class": "huge"}}}]})],
            "x-koban-class: 'huge'; the classes are cosmetic, service, data, destructive",
        ),
        (
            lambda: [feature("x", Config={"properties": {"a": {"x-koban-class": {"sideways": "data"}}}})],
            "the classes are",
        ),
    ],
)
def test_rubbish_is_quarantined_with_words_for_its_author(answer, words):
    registry = load_registry([plugin("rubbish", koban_features=answer)])
    if words:
        problem = problem_of(registry, "rubbish")
        assert words in problem.message
        assert problem.hook == "koban_features"
        assert problem.place.startswith(__file__)
    else:
        # pluggy drops a None; a hook that returns nothing contributes nothing.
        assert not [one for one in registry.problems if one.plugin == "rubbish"]
        assert registry.hooks["rubbish"] == ("koban_features",)


def test_policies_are_in_the_registry():
    registry = load_registry([plugin("judge", koban_policies=lambda: [policy("no-boxes", default="off")])])
    assert registry.problems == ()
    given = registry.policies["no-boxes"]
    assert (given.plugin, given.value.default) == ("judge", "off")
    assert registry.hooks["judge"] == ("koban_policies",)
    assert registry.policies["contrast"].plugin == "koban-policies"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda: [feature("x")], "where a Policy is wanted"),
        (lambda: [policy("No Boxes")], "a name has"),
        (lambda: [policy("x", title={})], "title must be"),
        (lambda: [policy("x", default="fatal")], "a level is one of error, warning, off"),
        (lambda: [policy("x", check=Policy.check)], "Made.check is missing"),
        (lambda: [policy("x", check=answers_later)], "policies are plain functions"),
    ],
)
def test_a_policy_that_is_none_is_quarantined(answer, words):
    problem = problem_of(load_registry([plugin("rubbish", koban_policies=answer)]), "rubbish")
    assert words in problem.message
    assert problem.hook == "koban_policies"


def test_two_policies_with_one_name_are_told_to_both():
    registry = load_registry([plugin("mine", koban_policies=lambda: [policy("contrast")])])
    assert {one.plugin for one in registry.problems} == {"mine", "koban-policies"}
    assert registry.policies["contrast"].plugin == "koban-policies"


def test_a_name_used_twice_is_told_to_both_and_the_first_counts():
    one = plugin("one", koban_features=lambda: [feature("twice", summary={"en": "first"})])
    two = plugin("two", koban_features=lambda: [feature("twice"), feature("once")])
    registry = load_registry([one, two])
    assert registry.features["twice"].plugin == "one"
    assert registry.features["once"].plugin == "two"
    assert "also given by two" in problem_of(registry, "one").message
    assert "also given by one" in problem_of(registry, "two").message


def test_a_name_used_twice_by_one_plugin_is_told():
    registry = load_registry([plugin("self", koban_features=lambda: [feature("twice"), feature("twice")])])
    assert "twice" in registry.features
    assert {problem.plugin for problem in registry.problems} == {"self"}


def test_raw_json_schema_is_a_config():
    settings = {"type": "object", "properties": {"places": {"type": "array"}}}
    registry = load_registry([plugin("raw", koban_features=lambda: [feature("raw", Config=settings)])])
    assert registry.problems == ()


def test_tracing_prints_each_call(monkeypatch, capsys):
    monkeypatch.setenv("KOBAN_PLUGINS_TRACE", "1")
    load_registry()
    assert "koban_features" in capsys.readouterr().err


def test_without_tracing_nothing_is_printed(capsys):
    load_registry()
    assert capsys.readouterr() == ("", "")


def test_the_fingerprint_is_the_same_twice_and_changes_with_a_plugin(installed):
    before = load_registry().fingerprint
    assert load_registry().fingerprint == before
    installed("lamp-plugin", GOOD)
    assert load_registry().fingerprint != before


def test_the_fingerprint_changes_with_an_editable_plugins_content(installed):
    file = installed("lamp-plugin", GOOD)
    (file.parent / "lamp_plugin-1.2.3.dist-info" / "direct_url.json").write_text(
        '{"dir_info": {"editable": true}, "url": "x"}'
    )
    before = load_registry().fingerprint
    file.write_text(GOOD + "\n# changed\n")
    assert load_registry().fingerprint != before


def test_the_fingerprint_changes_when_the_same_plugin_fails(installed):
    file = installed("lamp-plugin", GOOD)
    before = load_registry().fingerprint
    del sys.modules["lamp_plugin"]
    file.write_text("import something_that_was_uninstalled\n")
    assert load_registry().fingerprint != before


MODULE = "title: Data\nframework: '1'\n"


def manifest(kind, name, spec):
    lines = "".join(f"  {line}\n" for line in spec.splitlines())
    return f"apiVersion: koban/v1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec:\n{lines}"


def module_from(folder: Path, module=MODULE, **files):
    if module:
        (folder / "module.yaml").write_text(manifest("CapabilityModule", "data", module))
    for path, text in files.items():
        kind, name = path.split("__")
        (folder / f"{name}.yaml").write_text(manifest(kind, name, text) if kind != "raw" else text)
    return plugin("data", koban_capability_modules=lambda: [CapabilityModule.from_folder("data", folder)])


STUDY = (
    "cite: A study\nyear: 2020\nstrength: 3\neffect: mixed\non: noise\nstudied: One town\nread: abstract\n"
)


def test_a_capability_modules_data_is_read_and_checked(tmp_path):
    module = module_from(
        tmp_path,
        Capability__listening="title: Listening\ndefinition: Hears people.\napproach: co-active\nskills: {asking: Asking}\n",
        Theme__nights="title: Quiet nights\nwords: {en: Sleep, nl: Slaap}\n",
        Evidence__study=STUDY,
        Measure__course="kind: training\ntitle: A course\ngives: {listening: {skills: [asking]}}\nlead: 90d\n",
        Scenario__rain="title: Rain\nstory: More rainy nights.\nshifts: {listening: {reach: 1}}\n",
    )
    registry = load_registry([module])
    assert registry.problems == ()
    assert registry.capabilities["listening"].value["skills"] == {"asking": {"en": "Asking"}}
    assert registry.themes["nights"].value["words"]["nl"] == "Slaap"
    assert registry.evidence["study"].value["effect"] == "mixed"
    assert registry.measures["course"].value["lead"] == "90d"
    assert registry.scenarios["rain"].value["shifts"]["listening"]["reach"] == 1
    assert registry.modules["data"].value["framework"] == "1"


@pytest.mark.parametrize("field", ["studied", "effect", "strength", "read", "on"])
def test_evidence_that_does_not_say_what_was_studied_and_how_it_was_read_is_refused(tmp_path, field):
    study = "".join(line for line in STUDY.splitlines(keepends=True) if not line.startswith(f"{field}:"))
    registry = load_registry([module_from(tmp_path, Evidence__study=study)])
    assert f'"{field}" is missing' in problem_of(registry, "data").message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            manifest("Capability", "a", "title: Listening\ndefinition: Hears.\napproach: slow\n"),
            7,
            "approach",
        ),
        (
            manifest("Capability", "a", "titel: Listening\ndefinition: Hears.\napproach: reactive\n"),
            5,
            "titel",
        ),
        ("listening: [\n", 2, "not YAML"),
        ("- listening\n", 1, '"kind" is missing'),
        (manifest("Capabilty", "a", "title: x\n"), 2, "no kind of a capability module"),
        (manifest("Capability", "b", "title: x\n"), 3, 'not the file\'s name "a"'),
    ],
)
def test_a_mistake_in_data_names_its_line(tmp_path, text, line, words):
    registry = load_registry([module_from(tmp_path, raw__a=text)])
    problem = problem_of(registry, "data")
    assert words in problem.message
    assert problem.place.endswith(f"/a.yaml:{line}")
    assert problem.hook == "koban_capability_modules"


def test_a_module_says_what_it_is(tmp_path):
    registry = load_registry([module_from(tmp_path, module="", Evidence__study=STUDY)])
    assert "the module has no module.yaml" in problem_of(registry, "data").message


def test_an_object_can_be_a_plugin_too():
    given = SimpleNamespace(koban_features=hookimpl(lambda: [SafePlaces()]))
    assert "safe-places" in load_registry([given]).features


def test_config_refuses_unknown_fields():
    class Settings(Config):
        places: list[str] = []

    with pytest.raises(ValueError, match="extra"):
        Settings.model_validate({"place": []})


class Vault(SecretStore):
    name = "vault"
    key = "[a-z]+"
    says = "an entry of the vault, such as `mail`"
    read = "nowhere:read"


def store(**attributes):
    return type("Made", (Vault,), attributes)()


def test_secret_stores_are_registered_beside_the_built_in_ones():
    registry = load_registry([plugin("vaults", koban_secret_stores=lambda: [Vault()])])
    assert {"env", "file", "vault"} <= set(registry.secret_stores)
    assert registry.secret_stores["vault"].plugin == "vaults"
    assert registry.hooks["vaults"] == ("koban_secret_stores",)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (store(name="env"), "keeps for itself"),
        (store(name="Vault"), "small letters"),
        (store(key="["), "no pattern"),
        (store(key=3), "must be a text"),
        (store(says=None), "must be a text"),
        (store(read=print), "must be a text"),
        (Vault, "return an instance"),
        ("vault", "a SecretStore is wanted"),
    ],
)
def test_what_is_no_secret_store_is_refused_with_its_place(made, why):
    registry = load_registry([plugin("vaults", koban_secret_stores=lambda: [made])])
    (problem,) = [one for one in registry.problems if one.plugin == "vaults"]
    assert why in problem.message
    assert "vault" not in registry.secret_stores


def test_two_stores_of_one_name_are_both_told():
    plugins = [plugin(name, koban_secret_stores=lambda: [Vault()]) for name in ("one", "two")]
    problems = load_registry(plugins).problems
    assert {one.plugin for one in problems} == {"one", "two"}
