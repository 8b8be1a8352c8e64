"""Compiles one community: everything is checked in one run, and what has no error becomes a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from koban.compile.deprecated import with_current_settings
from koban.compile.echoes import told_languages, without_echoes
from koban.compile.effective import document_of
from koban.compile.files import check_pictures, read_files
from koban.compile.findings import Findings
from koban.compile.forms import form_blobs
from koban.compile.framework import Knowledge, knowledge_of
from koban.compile.functions import Functions, check_functions, instances_on
from koban.compile.granted import Allowed, LeftOut, Secrets, check_granted
from koban.compile.known import known_of
from koban.compile.languages import check_safety_texts, check_twice, complete_languages, languages_of_purposes
from koban.compile.limits import check_limits
from koban.compile.moved import check_moved_instances
from koban.compile.policies import judge_deployment
from koban.compile.references import check_purposes, check_references
from koban.compile.refusals import unknown_policies, with_policies
from koban.compile.stores import check_stores
from koban.compile.unread import unread_files
from koban.compile.unwise import check_unwise
from koban.diagnostics.diagnostic import Diagnostic, has_errors
from koban.manifest.exact import check_exact
from koban.manifest.layout import COMMUNITY_FILE
from koban.manifest.node import Node
from koban.manifest.tree import Tree
from koban.manifest.validation import explain_errors
from koban.manifest.walk import Found, FoundFile, FoundReference, FoundText, walk
from koban.manifest.workspace import LoadedCommunity
from koban.model.base import Surroundings
from koban.model.bundle import (
    Bundle,
    BundleConnector,
    BundleFeature,
    BundleForce,
    Compiled,
    canonical,
    sha256,
)
from koban.model.community import CommunitySpec
from koban.model.force import ForceSpec
from koban.plugin.registry import Registry


def compile_community(
    loaded: LoadedCommunity, registry: Registry, tree: Tree, allowed: Allowed | None = None
) -> tuple[list[Diagnostic], Compiled | None]:
    """All that is wrong with the community, its force and its files, and its bundle if none of it is an error.

    Pure given its arguments: the same workspace, plugins and grants give the same bytes. With `allowed` None no grants are
    known, and nothing is left out.
    """
    before = [
        *loaded.force.diagnostics,
        *unknown_policies(loaded.force, registry),
        *loaded.diagnostics,
    ]
    if loaded.node is None:
        return before, None
    node, deprecated = with_current_settings(loaded.node, registry)
    findings = Findings(node, deprecated)
    draft = _check(loaded, node, registry, tree, findings)
    left_out = LeftOut()
    if draft is not None:
        left_out = check_granted(loaded, draft.spec, _secrets(draft), allowed, findings)
    diagnostics = without_echoes([*before, *findings.diagnostics], _manifest(loaded))
    if draft is None or loaded.force.spec is None or has_errors(diagnostics):
        return diagnostics, None
    advice = Findings(node, diagnostics)
    check_unwise(draft.spec, draft.functions, advice)
    compiled = _assemble(loaded.name, loaded.force.name, loaded.force.spec, draft, left_out)
    judged = judge_deployment(registry, compiled.bundle)
    diagnostics = with_policies(advice.diagnostics, judged, node)
    return diagnostics, None if has_errors(diagnostics) else compiled


def _manifest(loaded: LoadedCommunity) -> str:
    return f"{loaded.folder}/{COMMUNITY_FILE}"


@dataclass(slots=True)
class _Draft:
    """Everything a bundle is made of."""

    spec: CommunitySpec
    functions: Functions
    knowledge: Knowledge
    languages: list[str]
    bodies: dict[str, bytes]
    area: dict[str, Any] | None
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    form_blobs: dict[str, bytes] = field(default_factory=dict)
    wrong_secrets: set[tuple[str, str]] = field(default_factory=set)


def _check(
    loaded: LoadedCommunity, node: Node, registry: Registry, tree: Tree, findings: Findings
) -> _Draft | None:
    force = loaded.force.spec
    knowledge = knowledge_of(
        registry, loaded.force.node, force.language if force else "en", node, loaded.language, findings
    )
    around = _surroundings(node, loaded.language, force, knowledge)
    spec = _spec(node, around, registry, findings)
    wrong_secrets = check_stores(node, registry, findings)
    functions = check_functions(node, registry, around, findings)
    check_moved_instances(node, registry, findings)
    if spec is None:
        return None
    found = list(walk_community(spec, functions))
    findings.diagnostics += check_exact(found, node)
    check_references(spec, functions, instances_on(node, "features"), knowledge, findings)
    check_twice(spec, findings)
    if force is not None:
        check_safety_texts(spec, force, loaded.force.node, findings)
        check_purposes([one for one in found if isinstance(one, FoundReference)], force, findings)
        if force.limits:
            check_limits(document_of(spec, functions), force.limits, loaded.force.node, findings)
    _check_unit(spec, functions, findings)
    files = [one for one in found if isinstance(one, FoundFile)]
    findings.diagnostics += unread_files(loaded, {file.name for file in files}, spec.languages)
    told = told_languages([*loaded.diagnostics, *findings.diagnostics], _manifest(loaded))
    texts = [one for one in found if isinstance(one, FoundText)]
    languages = complete_languages(loaded.name, spec, texts, told, findings)
    if force is not None:
        languages = languages_of_purposes(languages, spec, force, functions, findings)
    bodies = read_files(files, loaded.folder, loaded.files, tree, findings)
    area = check_pictures(spec, loaded.folder, bodies, findings)
    forms, blobs = form_blobs(functions, node, findings)
    return _Draft(spec, functions, knowledge, languages, bodies, area, forms, blobs, wrong_secrets)


def _surroundings(node: Node, language: str, force: ForceSpec | None, knowledge: Knowledge) -> Surroundings:
    partners = node.get("partners")
    known = {
        "capability": list(knowledge.capabilities),
        "theme": list(knowledge.themes),
        "evidence": list(knowledge.evidence),
        "partner": list(partners.value) if partners and isinstance(partners.value, dict) else [],
        "connector instance": instances_on(node, "connectors"),
        "feature instance": instances_on(node, "features"),
    }
    if force is not None:
        known["purpose"] = list(force.purposes)
    return Surroundings(language, known)


def _spec(node: Node, around: Surroundings, registry: Registry, findings: Findings) -> CommunitySpec | None:
    plain = node.plain()
    try:
        return CommunitySpec.model_validate(plain, context=around)
    except ValidationError as error:
        findings.diagnostics += [
            _at_home(one, node, registry) for one in explain_errors(CommunitySpec, node, error)
        ]
    try:
        # If only names of other things were wrong, everything else can still be checked in this run.
        return CommunitySpec.model_validate(plain, context=Surroundings(around.language))
    except ValidationError:
        return None


def _at_home(found: Diagnostic, node: Node, registry: Registry) -> Diagnostic:
    """A feature that stands beside `features` is told where it belongs."""
    for name, key in node.keys.items():
        if found.code == "KB204" and found.span == key and name in registry.features:
            return replace(found, label="", help=f'"{name}" is a feature: write it below `features:`')
    return found


def walk_community(spec: CommunitySpec, functions: Functions) -> Iterator[Found]:
    """Everything `walk` finds in a community and in the settings of what is on."""
    yield from walk(spec)
    for kind, instances in (("features", functions.features), ("connectors", functions.connectors)):
        for name, instance in instances.items():
            if isinstance(instance.settings.value, BaseModel):
                yield from walk(instance.settings.value, (kind, name, "with"))


def _secrets(draft: _Draft) -> Secrets:
    """What the connectors that are on ask for, but for what is written wrongly."""
    return {
        (use, name): reference
        for use in draft.functions.connectors
        for name, reference in draft.spec.connectors[use].secrets.items()
        if (use, name) not in draft.wrong_secrets
    }


def _check_unit(spec: CommunitySpec, functions: Functions, findings: Findings) -> None:
    if spec.unit is not None:
        return
    for name, instance in functions.features.items():
        if instance.given.value.reports_to_desk:
            message = f'people can write to "{name}", but there is no `unit` that answers them'
            cure = "name a unit; until then the community waits (NoFollowUp), because asking without answering costs trust"
            findings.warning("KB402", ("features", name), message, help=cure, key=True)
            return


def _assemble(name: str, force_name: str, force: ForceSpec, draft: _Draft, left_out: LeftOut) -> Compiled:
    blobs = {sha256(body): body for body in draft.bodies.values()} | draft.form_blobs
    spec = draft.spec
    domains = [domain for domain in spec.app.domains if domain not in left_out.domains]
    app = spec.app.model_copy(update={"domains": domains})
    bundle = Bundle(
        name=name,
        force=_force(force_name, force),
        languages=draft.languages,
        # Features and connectors stand beside it, checked and with their settings.
        spec=spec.model_copy(update={"features": {}, "connectors": {}, "app": app}),
        features=_features(draft),
        connectors=_connectors(draft, left_out),
        known=known_of(spec, draft.functions, draft.knowledge),
        files={path: sha256(body) for path, body in sorted(draft.bodies.items())},
        area=draft.area,
    )
    body = canonical(bundle.model_dump(mode="json"))
    return Compiled(bundle, body, sha256(body), blobs, left_out.words)


def _force(name: str, force: ForceSpec) -> BundleForce:
    return BundleForce(
        name=name,
        title=force.title,
        language=force.language,
        time_zone=force.time_zone,
        country=force.country,
        emergency=force.emergency,
        roles=dict(force.roles),
        purposes=force.purposes,
        controllers=force.controllers,
        approvals=force.approvals,
        limits=force.limits,
        policies=force.policies,
    )


def _features(draft: _Draft) -> dict[str, BundleFeature]:
    """Those in `app.navigation` first, in its order; the others as they were written."""
    order = dict.fromkeys((*draft.spec.app.navigation, *draft.functions.features))
    return {
        name: BundleFeature(
            uses=instance.uses,
            plugin=instance.given.plugin,
            config=instance.settings.data,
            forms=draft.forms[name],
            moved_from=draft.spec.features[name].moved_from,
        )
        for name, instance in ((name, draft.functions.features[name]) for name in order)
    }


def _connectors(draft: _Draft, left_out: LeftOut) -> dict[str, BundleConnector]:
    connectors = {}
    for name, instance in draft.functions.connectors.items():
        use = draft.spec.connectors[name]
        every = use.every if use.every or use.cron else instance.given.value.default_every
        connectors[name] = BundleConnector(
            uses=instance.uses,
            plugin=instance.given.plugin,
            every=every,
            cron=use.cron,
            config=instance.settings.data,
            secrets={
                secret: lies for secret, lies in use.secrets.items() if (name, secret) not in left_out.secrets
            },
        )
    return connectors
