"""Whether what a hook returned is what it should return. Says what is wrong in words for the plugin's author."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import Any, get_args

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from koban.model.base import NAME
from koban.model.indicator import RECKONED, Indicator
from koban.model.migration import STEPS
from koban.model.plan import ChangeClass
from koban.model.reach import KEYWORD, Reach
from koban.plugin.built_in import BUILT_IN
from koban.plugin.declare import (
    BlueprintFile,
    CapabilityModule,
    Config,
    Connector,
    Contribution,
    Feature,
    SecretStore,
)
from koban.plugin.names import RESERVED
from koban.plugin.policy import Level, Policy

_KIND: Mapping[str, type[Any]] = {
    "koban_features": Feature,
    "koban_connectors": Connector,
    "koban_policies": Policy,
    "koban_capability_modules": CapabilityModule,
    "koban_blueprints": BlueprintFile,
    "koban_secret_stores": SecretStore,
}


def judge(hook: str, answer: Any) -> str | None:
    """What is wrong with `answer`, or None."""
    kind = _KIND[hook]
    if inspect.iscoroutine(answer):
        answer.close()
        return "is an `async def`; hooks are plain functions"
    if not isinstance(answer, list | tuple):
        return f"returned {_article(answer)} where a list of {kind.__name__} is wanted"
    for item in answer:
        wrong = _item(kind, item)
        if wrong:
            return wrong
    return None


def _item(kind: type[Any], item: Any) -> str | None:
    if isinstance(item, type) and issubclass(item, kind):
        return f"returned the class {item.__name__} itself; return an instance, `{item.__name__}()`"
    if not isinstance(item, kind):
        return f"returned a list with {_article(item)} in it where a {kind.__name__} is wanted"
    if isinstance(item, BlueprintFile):
        return None if item.path.is_file() else f"blueprint {item.path.name!r}: there is no such file"
    if isinstance(item, CapabilityModule):
        return (
            None
            if item.folder.is_dir()
            else f"capability module {item.name!r}: there is no folder {item.folder.name!r}"
        )
    if isinstance(item, SecretStore):
        return _secret_store(item)
    return _named(item) or (_policy(item) if isinstance(item, Policy) else _contribution(item))


def _secret_store(item: SecretStore) -> str | None:
    kind, name = type(item).__name__, getattr(item, "name", None)
    if not _is_name(name):
        return f"{kind}.name is {name!r}; a name has 1 to 40 small letters, digits and single hyphens"
    if any(name == one.name for one in BUILT_IN):
        return f"{kind}.name is {name!r}, which KOBAN keeps for itself"
    for field in ("key", "says", "read"):
        if not isinstance(getattr(item, field, None), str):
            return f"{kind}.{field} must be a text"
    try:
        re.compile(item.key)
    except re.error as error:
        return f"{kind}.key is no pattern: {error}"
    return None


def _named(item: Contribution | Policy) -> str | None:
    kind, name = type(item).__name__, getattr(item, "name", None)
    if not _is_name(name):
        return f"{kind}.name is {name!r}; a name has 1 to 40 small letters, digits and single hyphens"
    title = getattr(item, "title", None)
    if not isinstance(title, Mapping) or not title:
        return f"{kind}.title must be a map of language to words"
    return None


def _policy(item: Policy) -> str | None:
    kind = type(item).__name__
    if item.default not in get_args(Level):
        return f"{kind}.default is {item.default!r}; a level is one of {', '.join(get_args(Level))}"
    if type(item).check is Policy.check:
        return f"{kind}.check is missing: a policy says in it what is wrong"
    if inspect.iscoroutinefunction(item.check) or inspect.isasyncgenfunction(item.check):
        return f"{kind}.check is an `async def`; policies are plain functions"
    return None


def _contribution(item: Contribution) -> str | None:
    kind = type(item).__name__
    if item.name in RESERVED:
        return f"{kind}.name is {item.name!r}, which KOBAN keeps for itself"
    if isinstance(item, Connector) and not isinstance(getattr(item, "pull", None), str):
        return f"{kind}.pull must name its function as `module:function`"
    if not all(isinstance(step, STEPS) for step in item.migrations):
        return f"{kind}.migrations must be a list of Rename, Move, Remove or MapValues"
    if isinstance(item, Feature):
        return _indicators(kind, item) or _settings(kind, item.Config)
    return _settings(kind, item.Config)


def _indicators(kind: str, item: Feature) -> str | None:
    given: list[Any] = list(item.indicators)
    for one in given:
        if not isinstance(one, Indicator):
            return f"{kind}.indicators must be a list of koban.api.Indicator"
        if not re.fullmatch(NAME, one.name) or "--" in one.name or not one.title:
            return f"{kind}.indicators: {one.name!r} needs a name of small letters and a title"
        if one.reckoned not in RECKONED:
            return f"{kind}.indicators: {one.name} is reckoned as one of {', '.join(RECKONED)}"
    if len({one.name for one in given}) < len(given):
        return f"{kind}.indicators: two have the same name"
    if given and not isinstance(item.observe, str):
        return f"{kind}.observe must name the function that observes its indicators as `module:function`"
    return None


def _settings(kind: str, settings: Any) -> str | None:
    if isinstance(settings, Mapping):
        try:
            Draft202012Validator.check_schema(settings)
        except SchemaError as error:
            return f"{kind}.Config is no JSON Schema: {error.message}"
        return _reaches(kind, settings)
    if not (isinstance(settings, type) and issubclass(settings, Config)):
        return f"{kind}.Config must be a subclass of koban.api.Config or a JSON Schema"
    return None


def _reaches(kind: str, settings: Mapping[str, Any]) -> str | None:
    waiting: list[Any] = [settings]
    while waiting:
        schema = waiting.pop()
        waiting += schema.values() if isinstance(schema, Mapping) else schema
        waiting = [one for one in waiting if isinstance(one, Mapping | list)]
        try:
            if isinstance(schema, Mapping) and KEYWORD in schema:
                Reach.read(schema[KEYWORD])
        except (TypeError, ValueError):
            known = ", ".join(ChangeClass)
            return f"{kind}.Config says {KEYWORD}: {schema[KEYWORD]!r}; the classes are {known}"
    return None


def _is_name(name: object) -> bool:
    return isinstance(name, str) and re.fullmatch(NAME, name) is not None and "--" not in name


def _article(value: Any) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"
