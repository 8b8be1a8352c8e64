"""What people will notice when a field changes, in plain words. One rule a kind of field, the first that matches speaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from koban.model.base import say
from koban.model.plan import FieldChange

_MAX_QUOTED = 60


@dataclass(frozen=True, slots=True)
class _At:
    """A change, and the names that its path holds."""

    change: FieldChange
    names: tuple[str, ...]
    language: str


Rule = Callable[[_At], str]


def sentence(change: FieldChange, language: str) -> str:
    """One clause without a full stop, such as `the title changes from "Quay" to "Harbour"`."""
    for pattern, speak in _RULES:
        match = re.fullmatch(pattern, change.path)
        if match:
            return speak(_At(change, match.groups(), language))
    return _changes(change.path, change, language)


def quoted(value: Any, language: str = "en") -> str:
    """A value as it stands in a sentence, shortened."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        value = _label(value, language)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(quoted(item, language) for item in value[:6]) or "nothing"
    text = str(value)
    return f'"{text[: _MAX_QUOTED - 1]}…"' if len(text) > _MAX_QUOTED else f'"{text}"'


def _label(value: Mapping[str, Any], language: str) -> str:
    """What people call a thing: its label, title, name or statement, or the words of a text."""
    for key in ("label", "title", "name", "statement", "text"):
        inner = value.get(key)
        if isinstance(inner, str):
            return inner
        if isinstance(inner, Mapping):
            return say({str(tag): str(words) for tag, words in inner.items()}, language)
    if value and all(isinstance(words, str) for words in value.values()):
        return say({str(tag): str(words) for tag, words in value.items()}, language)
    return ", ".join(str(key) for key in value)


def _changes(what: str, change: FieldChange, language: str) -> str:
    if change.before is None:
        return f"{what} is added: {quoted(change.after, language)}"
    if change.after is None:
        return f"{what} is removed, it was {quoted(change.before, language)}"
    if isinstance(change.before, list) and isinstance(change.after, list) and _same_members(change):
        return f"the order of {what} changes"
    return f"{what} changes from {quoted(change.before, language)} to {quoted(change.after, language)}"


def _same_members(change: FieldChange) -> bool:
    return sorted(map(repr, change.before)) == sorted(map(repr, change.after))


def _named(what: str) -> Rule:
    """A rule for a field with a name of its own."""
    return lambda at: _changes(what.format(*at.names), at.change, at.language)


def _switched(at: _At) -> str:
    name = at.names[0]
    if at.change.before is None:
        return f'"{name}" is switched on'
    return f'"{name}" is switched off; what it holds is kept'


def _connected(at: _At) -> str:
    return f'outside data "{at.names[0]}" is {"brought in" if at.change.before is None else "no longer brought in"}'


def _entry(at: _At) -> str:
    """An entry of a map in a feature's settings: a category, a question, an answer ..."""
    place = at.names[1].replace(".", " ")
    if at.change.before is None:
        return f'{quoted(at.change.after, at.language)} is added to the {place} of "{at.names[0]}"'
    if at.change.after is None:
        return f'{quoted(at.change.before, at.language)} is removed from the {place} of "{at.names[0]}"'
    if isinstance(at.change.before, list) and isinstance(at.change.after, list) and _same_members(at.change):
        return f'the order of {place} {at.names[2]} of "{at.names[0]}" changes'
    return _changes(f'{place} {at.names[2]} of "{at.names[0]}"', at.change, at.language)


def _languages(at: _At) -> str:
    before, after = at.change.before or [], at.change.after or []
    said = [f"{tag} is offered as well" for tag in after if tag not in before]
    said += [f"{tag} is no longer offered" for tag in before if tag not in after]
    return ", ".join(said) or f"the languages stand in another order, {quoted(after)} first"


def _file(at: _At) -> str:
    if at.change.before is None:
        return f"the file {at.names[0]} is added"
    return f"the file {at.names[0]} {'is no longer used' if at.change.after is None else 'changes'}"


def _fixed(words: str) -> Rule:
    return lambda at: words.format(*at.names)


_NAME = r"([a-z0-9-]+)"
_RULES: tuple[tuple[str, Rule], ...] = (
    (r"title(?:\.[\w-]+)?", _named("the title")),
    (r"app\.name(?:\.[\w-]+)?", _named("the name on the home screen")),
    (r"summary(?:\.[\w-]+)?", _named("the introduction")),
    (r"languages", _languages),
    (r"declared", _named("the list of declared languages")),
    (rf"features\.{_NAME}", _switched),
    (r"features", _fixed("the order of the app's functions changes")),
    (rf"features\.{_NAME}\.(?:uses|plugin)", _named('what stands behind "{0}"')),
    (rf"features\.{_NAME}\.forms\..*", _fixed('the questions asked in "{0}" change')),
    (rf"features\.{_NAME}\.forms", _fixed('the questions asked in "{0}" change')),
    (rf"features\.{_NAME}\.with\.([\w-]+)\.(.+)", _entry),
    (rf"features\.{_NAME}\.with\.(.+)", _named('{1} of "{0}"')),
    (rf"connectors\.{_NAME}", _connected),
    (rf"connectors\.{_NAME}\.(?:every|cron)", _named('how often "{0}" is fetched')),
    (rf"connectors\.{_NAME}\.(.+)", _named('{1} of the connector "{0}"')),
    (r"unit\.phone", _named("the unit's phone number")),
    (r"unit\.staffedHours", _named("when the unit is staffed")),
    (r"unit\.whenEmpty(?:\.[\w-]+)?", _named("who answers when the post is empty")),
    (r"unit\.name(?:\.[\w-]+)?", _named("the unit's name")),
    (r"unit\.posts", _named("the number of officers")),
    (rf"unit\.places\.{_NAME}", _named('the place "{0}"')),
    (r"unit", _named("the unit")),
    (r"app\.colour", _named("the colour")),
    (r"app\.icon", _named("the icon")),
    (r"app\.largeText", _named("large text")),
    (r"app\.navigation", _named("the navigation")),
    (r"theme", _named("the theme")),
    (r"area(?:\..+)?", _fixed("the area is redrawn")),
    (r"files\.(.+)", _file),
    (rf"partners\.{_NAME}", _named('the partner "{0}"')),
    (rf"needs\.{_NAME}", _named('the need "{0}"')),
    (rf"measures\.{_NAME}", _named('the measure "{0}"')),
    (rf"decisions\.{_NAME}", _named('the decision "{0}"')),
    (r"force\.emergency\.call", _named("the emergency number")),
    (r"force\.emergency\.text(?:\.[\w-]+)?", _named("the emergency notice")),
    (rf"force\.purposes\.{_NAME}\.retention", _named('how long data for "{0}" is kept')),
    (rf"force\.purposes\.{_NAME}\.readers", _named('who reads data for "{0}"')),
    (r"known\..+", _fixed("what the capability modules say changes")),
)
