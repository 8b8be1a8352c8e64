"""Who must agree to a change. What is applied guards, never what is proposed."""

from __future__ import annotations

from koban.model.bundle import BundleForce
from koban.model.plan import Change, ChangeClass
from koban.plan.phrase import phrase
from koban.plan.speech import speech_in
from koban.plan.terms import class_words, role_words

GUARDS = ("approvals", "limits", "policies", "roles")
"""Parts of a force that say who may decide what: changing one is judged by what they say before the change."""


def approvals_for(change_class: ChangeClass, guards: BundleForce | None) -> list[str]:
    """Roles of which one person each must agree, as the applied `guards` say; nothing applied names nobody."""
    return [] if guards is None else list(guards.approvals.get(change_class, ()))


def agreement(change: Change, language: str) -> str:
    """One sentence that says how far the change reaches and whose agreement it needs."""
    speech = speech_in(language)
    kind = class_words(change.change_class, speech)
    if not change.approvals:
        return speech.say(phrase("{kind}: the rules that hold today ask for nobody's agreement"), kind=kind)
    roles = speech.listed([role_words(role, speech) for role in change.approvals])
    return speech.say(
        phrase("{kind}: by the rules that hold today, this needs the agreement of: {roles}"),
        kind=kind,
        roles=roles,
    )
