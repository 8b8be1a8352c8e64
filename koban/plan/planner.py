"""The change from what is served to what is desired, for one community. Pure; carries nothing out."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from koban.model.base import say
from koban.model.bundle import Bundle
from koban.model.plan import Action, Change, FieldChange
from koban.plan.difference import differences
from koban.plan.view import view
from koban.plan.words import quoted, sentence
from koban.plugin.declare import Feature
from koban.plugin.registry import Registry

MAX_SENTENCES = 12


def plan_changes(
    before: Bundle | None, after: Bundle | None, registry: Registry | None = None
) -> Change | None:
    """What has to change so that `after` is served, or None if nothing differs.

    With a `registry`, features describe changes of their settings in their own words.
    """
    if after is None:
        return None if before is None else _delete(before)
    if before is None:
        return _create(after)
    fields = list(differences(view(before), view(after)))
    if not fields:
        return None
    summary = _join(_sentences(before, after, fields, registry))
    return Change(community=after.name, action=Action.UPDATE, summary=summary, fields=fields)


def _create(after: Bundle) -> Change:
    title = say(after.spec.title, after.languages[0])
    functions = quoted(list(after.features)) if after.features else "no functions yet"
    fields = [
        FieldChange(path=path, before=None, after=value)
        for path, value in view(after).items()
        if value not in (None, {}, [])
        and path in {"title", "languages", "theme", "unit", "features", "connectors"}
    ]
    summary = f'"{title}" goes live in {", ".join(after.languages)} with {functions}'
    return Change(community=after.name, action=Action.CREATE, summary=summary, fields=fields)


def _delete(before: Bundle) -> Change:
    title = say(before.spec.title, before.languages[0])
    fields = [FieldChange(path="title", before=before.spec.title, after=None)]
    summary = f'"{title}" is no longer served; its data is archived'
    return Change(community=before.name, action=Action.DELETE, summary=summary, fields=fields)


def _sentences(
    before: Bundle, after: Bundle, fields: list[FieldChange], registry: Registry | None
) -> list[str]:
    own = _in_their_words(before, after, registry) if registry else {}
    said = list(own.values())
    language = after.languages[0]
    for field in fields:
        steps = field.path.split(".")
        if not (steps[0] == "features" and len(steps) > 2 and steps[1] in own):
            said.append(sentence(field, language))
    return list(dict.fromkeys(said))


def _in_their_words(before: Bundle, after: Bundle, registry: Registry) -> dict[str, str]:
    """Instance -> how its feature says that its settings change."""
    said = {}
    for name in after.features:
        old, new = before.features.get(name), after.features[name]
        known = registry.features.get(new.uses)
        if old is None or known is None or old.uses != new.uses or old.config == new.config:
            continue
        words = _describe(known.value, old.config, new.config)
        if words:
            said[name] = words
    return said


def _describe(feature: Feature, old: dict[str, object], new: dict[str, object]) -> str | None:
    if isinstance(feature.Config, Mapping):
        return feature.describe_change(old, new, "en")
    try:
        before, after = feature.Config.model_validate(old), feature.Config.model_validate(new)
    except ValidationError:  # what is served was checked by older code; our own words do then
        return None
    return feature.describe_change(before, after, "en")


def _join(sentences: list[str]) -> str:
    shown, more = sentences[:MAX_SENTENCES], len(sentences) - MAX_SENTENCES
    if more > 0:
        shown.append(f"and {more} more")
    return "; ".join(shown)
