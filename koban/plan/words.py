"""What people will notice, in sentences: for each difference the first rule that speaks, filled with names and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from koban.plan.difference import Difference
from koban.plan.naming import Naming
from koban.plan.pattern import Names, match
from koban.plan.sentences import (
    app,
    capability,
    categories,
    features,
    force,
    measures,
    partners,
    unit,
    whole,
)
from koban.plan.sentences.rule import Rule

RULES: tuple[Rule, ...] = (
    *app.RULES,
    *unit.RULES,
    *partners.RULES,
    *capability.RULES,
    *measures.RULES,
    *categories.RULES,
    *features.RULES,
    *force.RULES,
)
_BY_ROOT = {
    root: tuple(rule for rule in RULES if rule.at.split(".", maxsplit=1)[0] == root)
    for root in {rule.at.split(".", maxsplit=1)[0] for rule in RULES}
}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A rule that speaks of a difference."""

    rule: Rule
    difference: Difference
    names: Names
    naming: Naming

    def say(self, message: str, items: Sequence[Any] = ()) -> str:
        wanted = set(re.findall(r"\{([a-z]+)\}", message))
        return self.naming.speech.say(message, **{name: self._word(name, items) for name in wanted})

    def _word(self, name: str, items: Sequence[Any]) -> str:
        sides, kind = self.naming.sides, self.rule.kind
        if name in self.names:
            return self.naming.step(name, self.difference.steps[: self.names[name] + 1])
        if name == "before":
            return self.naming.value(kind, self.difference.before, sides.before)
        if name == "items":
            return self.naming.value(kind, list(items), sides.after)
        if name == "setting":
            return self.naming.speech.quoted(" › ".join(self.difference.steps[3:]))
        if name == "functions":
            return self.naming.value("feature", list(sides.after["features"]), sides.after)
        return self.naming.value(kind, self.difference.after, sides.after)


def sentences(difference: Difference, naming: Naming) -> list[str]:
    """What people are told of one difference; nothing if it is a switch that nobody sees."""
    if difference.before is None and difference.after is None:
        return []
    for rule in _BY_ROOT.get(difference.steps[0], ()):
        found = match(rule.at, difference.steps)
        if found is None or (found[1] and not rule.deep):
            continue
        said = list(_said(_Spoken(rule, difference, found[0], naming)))
        if said:
            return said
    return [_anyway(difference, naming)]


def _said(spoken: _Spoken) -> Iterator[str]:
    rule, difference = spoken.rule, spoken.difference
    if not difference.reordered and (rule.gains or rule.loses):
        yield from _listed(spoken)
        return
    message = _message(rule, difference)
    if message:
        yield spoken.say(message)
        yield from _deeper(spoken)


def _message(rule: Rule, difference: Difference) -> str:
    before, after = difference.before, difference.after
    if difference.reordered:
        return rule.order or rule.always
    if rule.becomes:
        for key in ((before, after), after) if _plain(before) and _plain(after) else ():
            if key in rule.becomes:
                return rule.becomes[key]
    chosen = rule.comes if before is None else rule.goes if after is None else rule.changes
    return chosen or rule.always


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | bool | int | float)


def _listed(spoken: _Spoken) -> Iterator[str]:
    before, after = spoken.difference.before or [], spoken.difference.after or []
    came = [one for one in after if one not in before]
    went = [one for one in before if one not in after]
    if came:
        yield spoken.say(spoken.rule.gains, came)
    if went:
        yield spoken.say(spoken.rule.loses, went)
    if not came and not went and before != after:
        yield spoken.say(spoken.rule.order)


def _deeper(spoken: _Spoken) -> Iterator[str]:
    """What is told of parts of an entry that comes or goes whole."""
    difference = spoken.difference
    for key in spoken.rule.deeper:
        before, after = _part(difference.before, key), _part(difference.after, key)
        if before or after:
            part = Difference((*difference.steps, key), before, after)
            rule = next(
                one for one in _BY_ROOT[part.steps[0]] if match(one.at, part.steps) == (spoken.names, 0)
            )
            yield from _said(replace(spoken, rule=rule, difference=part))


def _part(entry: Any, key: str) -> Any:
    return entry.get(key) if isinstance(entry, dict) else None


def _anyway(difference: Difference, naming: Naming) -> str:
    """For what no rule knows: files by their name, everything else by where it stands."""
    speech = naming.speech
    if difference.steps[0] == "files" and len(difference.steps) > 1:
        file = speech.quoted(difference.steps[1])
        if file and difference.steps[1] == naming.sides.after.get("app", {}).get("icon"):
            return speech.say(app.PICTURE)
        said = whole.FILE_COMES if difference.before is None else whole.FILE_GOES
        return speech.say(
            said if None in {difference.before, difference.after} else whole.FILE_CHANGES, file=file
        )
    place = speech.quoted(" › ".join(difference.steps))
    if difference.reordered:
        return speech.say(whole.ORDER, place=place)
    said = (
        whole.COMES
        if difference.before is None
        else whole.GOES
        if difference.after is None
        else whole.CHANGES
    )
    wanted = {"before": difference.before, "after": difference.after}
    values = {name: speech.value(value) for name, value in wanted.items() if f"{{{name}}}" in said}
    return speech.say(said, place=place, **values)
