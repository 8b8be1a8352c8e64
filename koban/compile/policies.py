"""Judges a deployment by the installed policies, each taken as seriously as its force says. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from koban.model.bundle import Bundle
from koban.model.force import PolicySetting
from koban.model.plan import ChangeClass
from koban.plugin.declare import Finding
from koban.plugin.policy import DeployedConnector, DeployedFeature, Deployment, Level, Policy
from koban.plugin.registry import Contributed, Registry

_MAX_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that one policy says."""

    policy: str
    level: Level
    """`error` or `warning`."""
    finding: Finding
    reason: str = ""
    """Why the force set that level; empty where it is the policy's own."""
    failed: bool = False
    """Whether the policy itself failed, so that nothing is known."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a policy gave when it was asked."""

    finding: Finding
    failed: bool = False


def judge_deployment(
    registry: Registry,
    after: Bundle,
    before: Bundle | None = None,
    change_class: ChangeClass | None = None,
) -> list[Judged]:
    """What the policies say of serving `after` where `before` is applied.

    What the change brings is judged by the levels that are applied, so that no change can switch off what would stop
    it. What stands in `before` already is judged by the levels in `after`: else a force could never relax a policy that
    came with a plugin. Without `before` (a manifest by itself, a new community) all is judged by the levels in `after`.
    """
    applied = None if before is None else deployment_of(before, registry)
    deployment = replace(deployment_of(after, registry), before=applied, change_class=change_class)
    proposed, guarding = after.force.policies, (before or after).force.policies
    judged: list[Judged] = []
    for given in (registry.policies[name] for name in sorted(registry.policies)):
        levels = {_level(given.value, proposed), _level(given.value, guarding)}
        if levels == {"off"}:
            continue
        standing = [] if applied is None else _hear(given, applied)
        for heard in _hear(given, deployment):
            judged += _taken(given.value, heard, proposed if heard in standing else guarding)
    return judged


def _hear(given: Contributed[Policy], deployment: Deployment) -> list[_Heard]:
    policy = given.value
    try:
        return [_Heard(_proper(one)) for one in islice(policy.check(deployment), _MAX_FINDINGS)]
    except Exception as error:  # noqa: BLE001 - a plugin's bug must not stop the check of everything else
        what = (
            f"{given.plugin} {given.version} failed in {policy.name}.check: {type(error).__name__}: {error}"
        )
        return [_Heard(Finding((), what), failed=True)]


def _proper(given: object) -> Finding:
    if not isinstance(given, Finding):
        raise TypeError(f"it gave a {type(given).__name__} where a Finding is wanted")
    return Finding(tuple(given.path), str(given.message), str(given.help))


def _taken(policy: Policy, heard: _Heard, settings: Mapping[str, PolicySetting]) -> Iterator[Judged]:
    level, setting = _level(policy, settings), settings.get(policy.name)
    if level != "off":
        reason = setting.reason if setting else ""
        yield Judged(policy.name, level, heard.finding, reason, heard.failed)


def _level(policy: Policy, settings: Mapping[str, PolicySetting]) -> Level:
    setting = settings.get(policy.name)
    return setting.level if setting else policy.default


def deployment_of(bundle: Bundle, registry: Registry) -> Deployment:
    """A bundle as policies see it, with what the installed plugins say of its features and connectors."""
    features, connectors = registry.features, registry.connectors
    return Deployment(
        name=bundle.name,
        spec=bundle.spec,
        force=bundle.force,
        languages=tuple(bundle.languages),
        features={
            name: DeployedFeature(
                one.uses, one.config, features[one.uses].value if one.uses in features else None
            )
            for name, one in bundle.features.items()
        },
        connectors={
            name: DeployedConnector(
                one.uses, one.config, connectors[one.uses].value if one.uses in connectors else None
            )
            for name, one in bundle.connectors.items()
        },
        files=bundle.files,
    )
