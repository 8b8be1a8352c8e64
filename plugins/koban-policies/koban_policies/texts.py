"""The policy `texts-complete`: what is promised in a language is there in it."""

from __future__ import annotations

from collections.abc import Iterable

from koban.api import Deployment, Finding, Policy


class TextsComplete(Policy):
    """A language that lacks texts is not offered to anybody. KOBAN warns of that by itself (KB338), so this is off until a
    force wants it to stop a change."""

    name = "texts-complete"
    title = {"en": "Every declared language is complete"}
    summary = {"en": "Says which declared languages nobody is offered, because texts are missing in them."}

    default = "off"

    def check(self, deployment: Deployment) -> Iterable[Finding]:
        """One finding for each language that is declared and not offered."""
        for index, language in enumerate(deployment.spec.languages):
            if language not in deployment.languages:
                yield Finding(
                    ("languages", index),
                    f"{language} is declared and not complete, so nobody is offered it",
                    "`koban check` names what is missing; write it, or take the language out until it is there",
                )
