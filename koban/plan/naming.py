"""What people call the things that a change speaks of: functions by their title, categories by their label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from koban.model.base import say
from koban.plan.classes import Sides
from koban.plan.difference import Steps
from koban.plan.phrase import phrase
from koban.plan.speech import Speech
from koban.plan.terms import class_words, hours_words, law_words, right_words, role_words
from koban.plan.view import View, branch


class Naming:
    """Names in one language, of one community as it is and as it will be."""

    def __init__(self, sides: Sides, speech: Speech) -> None:
        """Look names up on the `sides`, first as they will be."""
        self.sides = sides
        self.speech = speech
        self._kinds: Mapping[str, Callable[[str, View], str]] = {
            "feature": lambda name, _: self.feature(name),
            "connector": lambda name, _: self._labelled(("connectors", name, "with"), name),
            "capability": lambda name, _: self._labelled(("known", "capabilities", name), name),
            "proposal": lambda name, _: self._labelled(("known", "measures", name), name),
            "measure": lambda name, _: self._labelled(("measures", name), name),
            "decision": lambda name, _: self._labelled(("decisions", name), name),
            "partner": lambda name, _: self._labelled(("partners", name), name),
            "category": lambda name, _: self._category(name),
            "purpose": self._purpose,
            "theme": self._theme,
            "use": lambda name, _: self._use(name),
            "owner": lambda name, _: self._owner(name),
            "forbidden": lambda name, _: self.feature(name.removeprefix("features.")),
            "language": lambda name, _: speech.language_name(name),
            "country": lambda name, _: speech.country_name(name),
            "role": lambda name, _: role_words(name, speech),
            "class": lambda name, _: class_words(name, speech),
            "right": lambda name, _: right_words(name, speech),
            "law": lambda name, _: law_words(name, speech),
            "hours": lambda name, _: hours_words(name, speech),
            "raw": lambda name, _: name,
            "limit": lambda name, _: name,
            "year": lambda name, _: name,
        }

    def value(self, kind: str, value: Any, side: View) -> str:
        """A value of `kind` as it is called on `side`."""
        if isinstance(value, list):
            return self.speech.listed([self.value(kind, one, side) for one in value])
        if value is not None and kind in self._kinds:
            return self._kinds[kind](str(value), side)
        return self.speech.value(value)

    def step(self, kind: str, steps: Steps) -> str:
        """The thing at `steps`, which is a `kind`."""
        if kind in {"feature", "connector", "capability", "partner", "class", "limit", "year"}:
            return self._kinds[kind](steps[-1], self.sides.after)
        if kind == "purpose":
            return self.purpose_title(steps[-1])
        if kind == "role":
            return self.speech.quoted(role_words(steps[-1], self.speech))
        return self._labelled(steps, steps[-1])

    def feature(self, name: str) -> str:
        """A function of the app: by the title that it has here, that it has anyway, or its name."""
        own = self.speech.label({"title": self._find(("features", name, "with", "title"))})
        if own:
            return self.speech.quoted(own)
        contribution = self.sides.contribution("features", name)
        if contribution is None:
            return self._use(name)
        title = say(contribution.title, self.speech.language, "en")
        if self._namesakes(name):
            return f"{self.speech.quoted(title)} ({name})"
        return self.speech.quoted(title)

    def purpose_title(self, name: str) -> str:
        """What people read of why data is kept."""
        return self._labelled(("force", "purposes", name), name)

    def _namesakes(self, name: str) -> bool:
        """Whether another instance of the same feature is there, so that the title alone does not tell which."""
        uses = (self._find(("features", name)) or {}).get("uses")
        features = {**self.sides.before["features"], **self.sides.after["features"]}
        return any(other != name and use.get("uses") == uses for other, use in features.items())

    def _find(self, steps: Steps) -> Any:
        found = branch(self.sides.after, steps)
        return branch(self.sides.before, steps) if found is None else found

    def _labelled(self, steps: Steps, name: str) -> str:
        return self.speech.quoted(self.speech.label(self._find(steps)) or name)

    def _use(self, name: str) -> str:
        installed = self.sides.registry.features if self.sides.registry else {}
        found = installed.get(name)
        return self.speech.quoted(say(found.value.title, self.speech.language, "en") if found else name)

    def _category(self, name: str) -> str:
        for side in (self.sides.after, self.sides.before):
            for use in side["features"].values():
                found = branch(use, ("with", "categories", name))
                if found is not None:
                    return self.speech.quoted(self.speech.label(found) or name)
        return self.speech.quoted(name)

    def _purpose(self, name: str, side: View) -> str:
        kept = branch(side, ("force", "purposes", name, "retention"))
        if kept is None:
            return self.purpose_title(name)
        return self.speech.say(
            phrase("{purpose} ({kept})"), purpose=self.purpose_title(name), kept=self.speech.value(kept)
        )

    def _theme(self, name: str, side: View) -> str:
        return self.speech.quoted(self.speech.label(branch(side, ("known", "theme"))) or name)

    def _owner(self, name: str) -> str:
        if name == "unit":
            return self.speech.say(phrase("the unit"))
        partner = name.removeprefix("partners.")
        return self._labelled(("partners", partner), partner) if name else self.speech.say(phrase("nobody"))
