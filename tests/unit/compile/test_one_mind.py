"""Models and schemas are of one mind: whatever one accepts the other accepts, but for the rules that no schema can say."""

import json
from dataclasses import dataclass
from functools import cache
from typing import get_args

import pytest
from documents import KNOWN, documents, parts, with_slips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from koban.compile.findings import Findings
from koban.compile.framework import knowledge_of
from koban.compile.functions import Functions, check_functions
from koban.compile.references import check_references
from koban.compile.schemas import schema_files
from koban.compile.stores import check_stores
from koban.diagnostics.diagnostic import Severity, Span
from koban.manifest.exact import check_exact
from koban.manifest.node import Node
from koban.manifest.secrets import take_out_literals
from koban.manifest.validation import explain_errors
from koban.manifest.walk import walk
from koban.model.base import Surroundings
from koban.model.community import Agreement, CommunitySpec, ConnectorUse, FeatureUse, Measure, PanelRating
from koban.model.force import ForceSpec, WorkspaceSpec
from koban.model.unit import Place
from koban.plugin.manager import load_registry
from koban_opendata.connector import GeoJsonConfig

REGISTRY = load_registry()
FILES = {path: json.loads(body) for path, body in schema_files(REGISTRY).items()}
STRICT = FILES["v1/strict/community.schema.json"]
PATCH = FILES["v1/community.schema.json"]
AROUND = Surroundings(
    "en",
    {
        "capability": list(REGISTRY.capabilities),
        "theme": list(REGISTRY.themes),
        "evidence": list(REGISTRY.evidence),
        **KNOWN,
    },
)
QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@dataclass(frozen=True)
class Rule:
    """Something that a check refuses and a schema cannot say."""

    why: str
    model: type[BaseModel]
    document: dict
    code: str


FORCE = {
    "title": "Haven",
    "language": "nl",
    "timeZone": "Europe/Brussels",
    "country": "BE",
    "emergency": {"call": "112", "text": "112"},
    "controllers": {"police": {"name": "Haven", "contact": "office@haven.example"}},
}
RULES = {
    "bad_hours": Rule(
        "opening hours are a language of their own",
        Place,
        {"address": "Quay 1", "hours": "whenever"},
        "KB215",
    ),
    "bad_time_zone": Rule(
        "the time zones change every year",
        ForceSpec,
        {**FORCE, "timeZone": "Mars/Base"},
        "KB216",
    ),
    "date_from_datetime_parsing": Rule(
        "which months have 31 days, and which years a 29 February",
        Agreement,
        {"link": "a.md", "until": "2026-02-30"},
        "KB217",
    ),
    "unknown_reference": Rule(
        "partners, purposes and connectors are named in the same document or in another one",
        PanelRating,
        {"by": "nobody", "level": 1, "date": "2026-01-01"},
        "KB305",
    ),
    "bad_url": Rule(
        "the parts of an address",
        GeoJsonConfig,
        {"url": "http://open.example/bus.geojson"},
        "KB221",
    ),
}
REFERENCES = ("KB305", "KB306", "KB308")
"""The codes of a partner, a purpose and a connector that is not there."""
FINDINGS = "KB230"
"""What a plugin's own `check` finds in settings that its model accepts."""


@pytest.mark.parametrize("kind", RULES)
def test_a_listed_rule_is_refused_by_the_check_alone(kind):
    rule = RULES[kind]
    assert schema_of(rule.model).is_valid(rule.document), rule.why
    assert refusals(rule.model, rule.document) == {kind}
    with pytest.raises(ValidationError) as caught:
        rule.model.model_validate(rule.document, context=AROUND)
    assert [one.code for one in explain_errors(rule.model, node_of(rule.document), caught.value)] == [
        rule.code
    ]


def test_a_finding_of_a_plugin_is_refused_by_the_check_alone():
    ask = {"how": {"type": "choice", "label": "How?", "options": {"bad": "Bad"}}}
    categories = {"noise": {"label": "Noise", "purpose": "response", "ask": ask}}
    spec = {"title": "x", "languages": ["en"], "features": {"report": {"with": {"categories": categories}}}}
    assert FUNCTIONS.is_valid(spec)
    assert function_refusals(spec) == {FINDINGS}


def test_only_the_referee_takes_a_line_break_at_the_end_of_a_name():
    document = {"title": "x", "receives": ["noise\n"]}
    assert schema_of(model_called("Partner")).is_valid(document), (
        "Python's $ stands before it; ECMAScript's does not"
    )
    assert refusals(model_called("Partner"), document) == {"bad_name"}


def models_of(model):
    """`model` and every model that its fields hold."""
    found = {}

    def look(kind):
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in found:
            found[kind] = None
            for field in kind.model_fields.values():
                look(field.annotation)
        for inner in get_args(kind):
            look(inner)

    look(model)
    return list(found)


CONFIGS = {
    f"v1/plugins/{one.plugin}/{name}.schema.json": one.value.Config
    for table in (REGISTRY.features, REGISTRY.connectors)
    for name, one in table.items()
}
ROOTS = {
    "v1/workspace.schema.json": WorkspaceSpec,
    "v1/force.schema.json": ForceSpec,
    "v1/strict/community.schema.json": CommunitySpec,
    **CONFIGS,
}
HOMES = {model: path for path, root in ROOTS.items() for model in models_of(root)}
FUNCTION_MODELS = {CommunitySpec, FeatureUse, ConnectorUse}
"""What their entries hold depends on what is installed: they are looked at together, further below."""
MODELS = [model for model in HOMES if model not in FUNCTION_MODELS]


def model_called(name):
    return next(model for model in HOMES if model.__name__ == name)


def part_of(model):
    """The schema of `model` in the file that has it, and the file's definitions."""
    whole = FILES[HOMES[model]]
    root = ROOTS[HOMES[model]]
    if model is not root:
        return whole["$defs"][model.__name__], whole["$defs"]
    manifest = HOMES[model] not in CONFIGS
    return (whole["properties"]["spec"] if manifest else whole), whole.get("$defs", {})


@cache
def schema_of(model):
    schema, definitions = part_of(model)
    return Draft202012Validator({**schema, "$defs": definitions})


PLACE = Span("x.yaml")


def node_of(value):
    if isinstance(value, dict):
        return Node({key: node_of(one) for key, one in value.items()}, PLACE, dict.fromkeys(value, PLACE))
    return Node([node_of(one) for one in value] if isinstance(value, list) else value, PLACE)


def refusals(model, document):
    """Why a check refuses `document`: pydantic's names of its errors, and codes for what pydantic would bend into shape."""
    try:
        value = model.model_validate(document, context=AROUND)
    except ValidationError as error:
        return {detail["type"] for detail in error.errors()}
    found = {one.code for one in check_exact(walk(value), node_of(document))}
    return found | unknown_components(document) if model is Measure else found


def unknown_components(measure):
    """A capability's components are no names of a model: they are looked up when everything is there."""
    document = {"title": "x", "languages": ["en"], "measures": {"m": measure}}
    node = node_of(document)
    findings = Findings(node)
    spec = CommunitySpec.model_validate(document, context=AROUND)
    knowledge = knowledge_of(REGISTRY, None, "en", node, "en", findings)
    check_references(spec, Functions(), [], knowledge, findings)
    return {one.code for one in findings.diagnostics} & {"KB331"}


def assert_of_one_mind(refused, accepted, listed, document):
    if accepted:
        assert refused <= set(listed), f"the schema accepts what the check refuses: {document}"
    else:
        assert refused, f"the check accepts what the schema refuses: {document}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_check_and_the_schema_are_of_one_mind(model):
    @QUICK
    @given(document=with_slips(documents(*part_of(model))))
    def look(document):
        assert_of_one_mind(refusals(model, document), schema_of(model).is_valid(document), RULES, document)

    look()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_documents_without_slips_are_often_accepted(model):
    """Otherwise the test above would compare refusals only."""
    accepted = []

    @settings(QUICK, max_examples=20, database=None)
    @given(document=documents(*part_of(model)))
    def look(document):
        accepted.append(not refusals(model, document) - set(RULES))

    look()
    assert sum(accepted) > len(accepted) / 5


SPEC = STRICT["properties"]["spec"]
FUNCTIONS = Draft202012Validator({**SPEC, "$defs": STRICT["$defs"]})


def settings_of(path):
    whole = FILES[path]
    return documents(whole, whole.get("$defs", {}))


WITH = st.one_of([settings_of(path) for path in CONFIGS])


@st.composite
def uses(draw, kind):
    """One entry of `features` or `connectors`: its settings may be those of another kind."""
    entry = draw(documents(STRICT["$defs"][kind], STRICT["$defs"]))
    entry.pop("with", None)
    known = [*REGISTRY.features, *REGISTRY.connectors]
    if draw(st.booleans()):
        entry["with"] = draw(WITH)
    if entry.get("uses") or draw(st.integers(0, 3)) == 0:
        entry["uses"] = draw(st.sampled_from([*known, "reprot"]))
    if entry.get("every") and draw(st.booleans()):
        entry["cron"] = None
    return entry


def named(kind, table):
    names = st.sampled_from([*table, *table, "lost", "desk"])
    return st.dictionaries(names, uses(kind), max_size=2)


SPECS = st.fixed_dictionaries(
    {
        "title": st.just("x"),
        "languages": st.just(["en"]),
        "features": named("FeatureUse", REGISTRY.features),
        "connectors": named("ConnectorUse", REGISTRY.connectors),
    }
)


def function_refusals(spec):
    """The codes for which a check refuses the features and connectors of `spec`."""
    node, found = take_out_literals(node_of(spec))
    findings = Findings(node)
    findings.diagnostics += found
    try:
        value = CommunitySpec.model_validate(spec, context=AROUND)
    except ValidationError as error:
        findings.diagnostics += explain_errors(CommunitySpec, node, error)
    else:
        findings.diagnostics += check_exact(walk(value), node)
    check_stores(node, REGISTRY, findings)
    checked = check_functions(node, REGISTRY, AROUND, findings)
    for kind, instances in (("features", checked.features), ("connectors", checked.connectors)):
        for name, instance in instances.items():
            findings.diagnostics += check_exact(walk(instance.settings.value, (kind, name, "with")), node)
    return {one.code for one in findings.diagnostics if one.severity is Severity.ERROR}


@settings(QUICK, max_examples=250)
@given(spec=with_slips(SPECS, nulls=False))
def test_the_check_and_the_schema_are_of_one_mind_about_features_and_connectors(spec):
    """No null is left where documents have been merged."""
    listed = {rule.code for rule in RULES.values()} | {FINDINGS, *REFERENCES}
    assert_of_one_mind(function_refusals(spec), FUNCTIONS.is_valid(spec), listed, spec)


PATCHED = [model for model in MODELS if HOMES[model] == "v1/strict/community.schema.json"]


def patch_of(model):
    return Draft202012Validator({"$ref": f"#/$defs/{model.__name__}", "$defs": PATCH["$defs"]})


@pytest.mark.parametrize("model", PATCHED, ids=lambda model: model.__name__)
def test_whatever_is_accepted_whole_is_accepted_in_parts(model):
    @QUICK
    @given(data=st.data(), document=documents(*part_of(model)))
    def look(data, document):
        if schema_of(model).is_valid(document):
            part = data.draw(parts(document))
            assert [error.message for error in patch_of(model).iter_errors(part)] == []

    look()


@pytest.mark.parametrize("model", PATCHED, ids=lambda model: model.__name__)
def test_what_a_patch_accepts_can_only_lack_something(model):
    @QUICK
    @given(document=with_slips(documents(*part_of(model)), nulls=False))
    def look(document):
        if patch_of(model).is_valid(document):
            assert all(only_lacks(error) for error in schema_of(model).iter_errors(document)), document

    look()


def only_lacks(error):
    if error.validator in {"anyOf", "oneOf"}:
        arms = {inner.schema_path[0] for inner in error.context}
        return any(
            all(only_lacks(inner) for inner in error.context if inner.schema_path[0] == arm) for arm in arms
        )
    return error.validator in {"required", "minProperties"}
