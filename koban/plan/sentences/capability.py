"""What people need, what the unit can do about it, and the measures that close the gap."""

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
        at="measures.{measure}",
        comes=phrase("A measure is planned: {measure}"),
        goes=phrase("A measure is no longer planned: {measure}"),
    ),
    Rule(
        at="measures.{measure}.title",
        changes=phrase("A measure is now called {after} instead of {before}"),
    ),
    Rule(at="measures.{measure}.kind", always=phrase("This measure is now of another kind: {measure}")),
    Rule(
        at="measures.{measure}.gives",
        deep=True,
        always=phrase("What this measure brings to the unit changes: {measure}"),
    ),
    Rule(
        at="measures.{measure}.feature",
        kind="feature",
        comes=phrase("This measure is a function of the app: {measure}, {after}"),
        goes=phrase("This measure is no longer a function of the app: {measure}"),
        changes=phrase("This measure is another function of the app: {measure}, {after} instead of {before}"),
    ),
    Rule(
        at="measures.{measure}.owner",
        kind="owner",
        changes=phrase("Somebody else sees to this measure: {measure}, {after} instead of {before}"),
    ),
    Rule(
        at="measures.{measure}.start",
        comes=phrase("This measure begins on {after}: {measure}"),
        goes=phrase("This measure no longer has a day on which it begins: {measure}"),
        changes=phrase("This measure begins on {after} instead of {before}: {measure}"),
    ),
    Rule(
        at="measures.{measure}.due",
        comes=phrase("This measure is to be done by {after}: {measure}"),
        goes=phrase("This measure no longer has a day by which it is to be done: {measure}"),
        changes=phrase("This measure is to be done by {after} instead of {before}: {measure}"),
    ),
    Rule(
        at="measures.{measure}.aim",
        deep=True,
        always=phrase("What this measure is hoped to achieve changes: {measure}"),
    ),
    Rule(
        at="measures.{measure}.stopIf",
        always=phrase("It changes when this measure is given up: {measure}"),
    ),
    Rule(at="measures", order=phrase("The measures stand in another order")),
    Rule(
        at="known",
        deep=True,
        always=phrase("What is generally known about the subject of this community changes"),
    ),
)
