"""The change from what is served to what is desired, for one community. Pure; carries nothing out."""

from __future__ import annotations

from koban.model.bundle import Bundle, BundleForce
from koban.model.plan import Action, Change, ChangeClass, FieldChange
from koban.plan.approvals import approvals_for
from koban.plan.classes import Sides, class_of, widest
from koban.plan.difference import Difference, differences
from koban.plan.gaps import gap_sentences
from koban.plan.naming import Naming
from koban.plan.sentences import whole
from koban.plan.speech import Speech
from koban.plan.telling import Told, creation, deletion, told
from koban.plan.translations import Judged
from koban.plan.view import View, blank, moved, view, with_moves
from koban.plugin.registry import Registry

MAX_SENTENCES = 12


def plan_changes(
    before: Bundle | None,
    after: Bundle | None,
    registry: Registry | None = None,
    *,
    language: str | None = None,
    guards: BundleForce | None = None,
) -> Change | None:
    """What has to change so that `after` is served, or None if nothing differs.

    With a `registry`, functions are called by their titles and say how far changes of their settings reach. It is told
    in `language`, the force's own unless another is given. A new community has nothing applied that could guard it:
    then `guards` is its force as it is applied.
    """
    if after is None:
        return None if before is None else _delete(before, language)
    if before is None:
        return _create(after, registry, language, guards)
    return _update(before, after, registry, language)


def _update(before: Bundle, after: Bundle, registry: Registry | None, language: str | None) -> Change | None:
    moves = moved(before, after)
    sides = Sides(with_moves(view(before), moves), view(after), registry)
    found = _without_consequences(list(differences(sides.before, sides.after)))
    if not found:
        return None
    judged = [Judged(one, class_of(one, sides)) for one in found]
    naming = Naming(sides, _speech(after, sides, language))
    sentences = [*told(judged, moves, naming), *gap_sentences(before, after, registry, naming.speech)]
    return _change(
        after.name,
        Action.UPDATE if before.name == after.name else Action.RENAME,
        widest(one.reach for one in judged),
        sentences,
        found,
        naming.speech,
        before.force,
    )


def _create(
    after: Bundle, registry: Registry | None, language: str | None, guards: BundleForce | None
) -> Change:
    whole_view = view(after)
    sides = Sides(blank(whole_view), whole_view, registry)
    found = [one for one in differences(sides.before, sides.after) if one.after not in (None, {}, [])]
    naming = Naming(sides, _speech(after, sides, language))
    reach = widest([ChangeClass.SERVICE, *(class_of(one, sides) for one in found)])
    return _change(after.name, Action.CREATE, reach, creation(after, naming), found, naming.speech, guards)


def _delete(before: Bundle, language: str | None) -> Change:
    served = view(before)
    speech = _speech(before, Sides(served, served), language)
    fields = [Difference(("title",), before.spec.title, None)]
    reach = ChangeClass.DESTRUCTIVE
    return _change(before.name, Action.DELETE, reach, deletion(before, speech), fields, speech, before.force)


def _change(
    name: str,
    action: Action,
    reach: ChangeClass,
    sentences: list[Told],
    found: list[Difference],
    speech: Speech,
    guards: BundleForce | None,
) -> Change:
    # The widest first: what matters most is never among those that a summary has no room for.
    ordered = sorted(sentences, key=lambda one: -one.reach.width)
    words = list(dict.fromkeys(one.sentence for one in ordered)) or [speech.say(whole.NOTHING)]
    return Change(
        community=name,
        action=action,
        change_class=reach,
        summary=_summary(words, speech),
        sentences=words,
        fields=[FieldChange(path=one.path, before=one.before, after=one.after) for one in found],
        approvals=approvals_for(reach, guards),
    )


def _summary(sentences: list[str], speech: Speech) -> str:
    shown, more = sentences[:MAX_SENTENCES], len(sentences) - MAX_SENTENCES
    if more > 0:
        shown.append(speech.count(whole.MORE, more))
    return ". ".join(shown)


def _speech(bundle: Bundle, sides: Sides, language: str | None) -> Speech:
    tags = {tag for side in (sides.before, sides.after) for tag in _tags(side)}
    return Speech(language or bundle.force.language, tags, bundle.force.country)


def _tags(side: View) -> list[str]:
    """Languages that texts of a community or its force are written in."""
    titles = side["title"] or {}
    return [*titles, *side["force"]["title"], *(side["languages"] or ()), *(side["declared"] or ())]


def _without_consequences(found: list[Difference]) -> list[Difference]:
    """Less what merely follows from another difference and would say the same again."""
    steps = {one.steps for one in found}
    settings = {one[1] for one in steps if one[0] == "features" and one[2:3] == ("with",)}
    asked = any(
        one[0] in {"theme", "needs", "capabilities", "measures", "framework", "features"} for one in steps
    )
    languages = {one.steps[0]: (one.before, one.after) for one in found if len(one.steps) == 1}
    same = languages.get("languages") == languages.get("declared")
    return [
        one
        for one in found
        if not (one.steps[0] == "features" and one.steps[2:3] == ("forms",) and one.steps[1] in settings)
        and not (one.steps[0] == "known" and asked)
        and not (one.steps == ("declared",) and same)
    ]
