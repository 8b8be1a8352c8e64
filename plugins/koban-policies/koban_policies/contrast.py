"""The policy `contrast`: whoever chooses a colour is told when people see another one."""

from __future__ import annotations

from collections.abc import Iterable

from koban.api import Deployment, Finding, Policy, shown_as

_TEXT = 4.5
"""What text needs, WCAG 2.2, success criterion 1.4.3 (level AA)."""
_VISIBLE = 0.04
"""Twice what an eye just sees side by side."""


class Contrast(Policy):
    """KOBAN derives every colour of an app from `app.colour` so that text reaches 4.5 : 1 and edges 3 : 1, whatever was
    chosen. What is left to say is that a colour had to be changed for it, visibly, and to which."""

    name = "contrast"
    title = {"en": "The chosen colour can be read"}
    summary = {
        "en": "Says when the app's colour is shown as another one, because it could not be read (WCAG 2.2 AA)."
    }

    def check(self, deployment: Deployment) -> Iterable[Finding]:
        """One finding if the colour is too faint for text on the app's pages and looks different where it is shown."""
        colour = deployment.spec.app.colour
        shown = shown_as(colour.lower())
        if shown.contrast < _TEXT and shown.difference > _VISIBLE:
            yield Finding(
                ("app", "colour"),
                f"{colour} is too faint to read, so people see {shown.colour} instead",
                f'it reaches {shown.contrast:.1f} : 1 and text needs {_TEXT} : 1; write "{shown.colour}", or choose a '
                "darker colour",
            )
