"""What people need, what the unit can do about it, and what a community says differently from the modules."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.rule import Rule

RULES = (
    Rule(
        at="needs.{need}",
        comes=phrase("A need of the people here is now named: {need}"),
        goes=phrase("A need of the people here is no longer named: {need}"),
    ),
    Rule(
        at="needs.{need}.statement",
        changes=phrase("A need of the people here now reads {after} instead of {before}"),
    ),
    Rule(
        at="needs.{need}.horizon",
        becomes={
            "now": phrase("This need is to be met now: {need}"),
            "mid": phrase("This need is to be met in a few years: {need}"),
            "long": phrase("This need is to be met in the long run: {need}"),
        },
    ),
    Rule(
        at="needs.{need}.rated.{body}.severity",
        always=phrase("How bad it is, is rated differently for this need: {need}"),
    ),
    Rule(
        at="needs.{need}.rated.{body}.reach",
        always=phrase("How many people it concerns, is rated differently for this need: {need}"),
    ),
    Rule(
        at="needs.{need}.rated.{body}.trustImpact",
        always=phrase("How much trust it costs, is rated differently for this need: {need}"),
    ),
    Rule(
        at="needs.{need}.rated.{body}.urgency",
        always=phrase("How soon it gets worse, is rated differently for this need: {need}"),
    ),
    Rule(
        at="needs.{need}.rated.{body}.equity",
        always=phrase(
            "How much it hits those who are seldom heard, is rated differently for this need: {need}"
        ),
    ),
    Rule(at="needs.{need}.rated", deep=True, always=phrase("This need is rated differently: {need}")),
    Rule(at="needs.{need}.sources", always=phrase("This need is known from other sources: {need}")),
    Rule(
        at="needs.{need}.asksFor.{capability}",
        comes=phrase("To meet the need {need}, the unit is to master {capability} at level {after}"),
        goes=phrase("To meet the need {need}, the unit no longer has to master {capability}"),
        changes=phrase(
            "To meet the need {need}, the unit is to master {capability} at level {after} instead of {before}"
        ),
    ),
    Rule(at="needs.{need}.asksFor", order=phrase("What the need {need} asks for stands in another order")),
    Rule(
        at="needs.{need}.by",
        comes=phrase("This need is to be met by {after}: {need}"),
        goes=phrase("This need no longer has a day by which it is to be met: {need}"),
        changes=phrase("This need is to be met by {after} instead of {before}: {need}"),
    ),
    Rule(at="needs", order=phrase("The needs of the people here stand in another order")),
    Rule(
        at="capabilities.{capability}",
        comes=phrase("The unit now says how far it masters {capability}"),
        goes=phrase("The unit no longer says how far it masters {capability}"),
    ),
    Rule(
        at="capabilities.{capability}.level",
        changes=phrase(
            "By its own account the unit masters {capability} at level {after} instead of {before}"
        ),
    ),
    Rule(
        at="capabilities.{capability}.assessed",
        changes=phrase("How far the unit masters {capability} was looked at again on {after}"),
    ),
    Rule(
        at="capabilities.{capability}.missing",
        deep=True,
        always=phrase("What the unit still lacks for {capability} changes"),
    ),
    Rule(
        at="capabilities.{capability}.proof",
        always=phrase("What proves that the unit masters {capability} changes"),
    ),
    Rule(
        at="capabilities.{capability}.panel",
        deep=True,
        always=phrase("Residents say anew how far the unit masters {capability}"),
    ),
    Rule(at="capabilities", order=phrase("What the unit masters stands in another order")),
    Rule(
        at="framework.version",
        kind="raw",
        comes=phrase("What the unit should master is now described by edition {after} of the handbook"),
        goes=phrase("What the unit should master is no longer described by one edition of the handbook"),
        changes=phrase(
            "What the unit should master is now described by edition {after} of the handbook instead of {before}"
        ),
    ),
    Rule(
        at="framework.retire.{capability}",
        comes=phrase("The unit no longer works towards mastering {capability}: {after}"),
        goes=phrase("The unit works towards mastering {capability} again"),
        changes=phrase("Why the unit does not work towards mastering {capability} now reads {after}"),
    ),
    Rule(
        at="framework.capabilities.{capability}",
        deep=True,
        always=phrase("What it means here to master {capability} changes"),
    ),
    Rule(
        at="framework.evidence.{study}",
        comes=phrase("A piece of research is named: {study}"),
        goes=phrase("A piece of research is no longer named: {study}"),
    ),
    Rule(
        at="framework.evidence.{study}",
        deep=True,
        always=phrase("What is said about a piece of research changes: {study}"),
    ),
    Rule(
        at="framework.measures.{proposal}",
        deep=True,
        always=phrase("What is proposed here as a measure changes: {proposal}"),
    ),
    Rule(
        at="framework.themes.{theme}",
        deep=True,
        always=phrase("What is said here about a subject changes: {theme}"),
    ),
    Rule(
        at="framework.scenarios.{scenario}",
        deep=True,
        always=phrase("What is said here about a future that may come changes: {scenario}"),
    ),
    Rule(
        at="framework",
        deep=True,
        order=phrase("What the community says differently from the handbook stands in another order"),
    ),
    Rule(
        at="known",
        deep=True,
        always=phrase("What is generally known about the subject of this community changes"),
    ),
)
