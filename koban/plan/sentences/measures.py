"""The measures that close gaps: what they need, who sees to them, how they are tried out and what came of them."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.rule import Rule

NOT_SETTLED = phrase("It is no longer said whether one of the conditions for this measure is met: {measure}")

RULES = (
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
    Rule(
        at="measures.{measure}.option",
        kind="proposal",
        comes=phrase("This measure now follows a known proposal: {measure}, {after}"),
        goes=phrase("This measure no longer follows a known proposal: {measure}"),
        changes=phrase(
            "This measure now follows another known proposal: {measure}, {after} instead of {before}"
        ),
    ),
    Rule(
        at="measures.{measure}.evidence",
        always=phrase("Other research is named for this measure: {measure}"),
    ),
    Rule(
        at="measures.{measure}.budget",
        becomes={
            True: phrase("The money for this measure is there: {measure}"),
            False: phrase("The money for this measure is no longer there: {measure}"),
        },
    ),
    Rule(
        at="measures.{measure}.people",
        becomes={
            True: phrase("Those who can carry out this measure are there: {measure}"),
            False: phrase("Those who can carry out this measure are no longer there: {measure}"),
        },
    ),
    Rule(
        at="measures.{measure}.cost",
        comes=phrase("This measure costs, in euro: {after} ({measure})"),
        goes=phrase("It is no longer said what this measure costs: {measure}"),
        changes=phrase("This measure costs, in euro: {after} instead of {before} ({measure})"),
    ),
    Rule(
        at="measures.{measure}.lead",
        comes=phrase("From its start until this measure works, it takes {after}: {measure}"),
        goes=phrase("It is no longer said how long it takes until this measure works: {measure}"),
        changes=phrase(
            "From its start until this measure works, it takes {after} instead of {before}: {measure}"
        ),
    ),
    Rule(
        at="measures.{measure}.after",
        kind="measure",
        gains=phrase("Before this measure can begin, others must be done: {measure} waits for {items}"),
        loses=phrase("For this measure others need no longer be done first: {measure} without {items}"),
        order=phrase("What must be done before this measure stands in another order: {measure}"),
    ),
    Rule(
        at="measures.{measure}.gates.legalBasis",
        becomes={
            True: phrase("A law that allows this measure is named: {measure}"),
            False: phrase("No law that allows this measure is named yet: {measure}"),
        },
        goes=NOT_SETTLED,
    ),
    Rule(
        at="measures.{measure}.gates.dpia",
        becomes={
            True: phrase("The risks of this measure for people's data are settled: {measure}"),
            False: phrase("The risks of this measure for people's data are still to be looked at: {measure}"),
        },
        goes=NOT_SETTLED,
    ),
    Rule(
        at="measures.{measure}.gates.noProhibitedAi",
        becomes={
            True: phrase("This measure does without artificial intelligence that is forbidden: {measure}"),
            False: phrase("This measure would use artificial intelligence that is forbidden: {measure}"),
        },
        goes=NOT_SETTLED,
    ),
    Rule(
        at="measures.{measure}.gates.alternative",
        becomes={
            True: phrase("Whoever cannot use this measure has another way: {measure}"),
            False: phrase("Whoever cannot use this measure has no other way yet: {measure}"),
        },
        goes=NOT_SETTLED,
    ),
    Rule(
        at="measures.{measure}.trial",
        comes=phrase("It is laid down how this measure is tried out: {measure}"),
        goes=phrase("It is no longer laid down how this measure is tried out: {measure}"),
    ),
    Rule(
        at="measures.{measure}.trial.baseline",
        changes=phrase("Before this measure begins, something else is measured: {measure}, {after}"),
    ),
    Rule(
        at="measures.{measure}.trial.comparison",
        changes=phrase("This measure is compared with something else: {measure}, {after}"),
    ),
    Rule(
        at="measures.{measure}.done",
        comes=phrase("This measure was done on {after}: {measure}"),
        goes=phrase("This measure no longer counts as done: {measure}"),
        changes=phrase("This measure was done on {after} instead of {before}: {measure}"),
    ),
    Rule(
        at="measures.{measure}.result",
        comes=phrase("It is now known what came of this measure: {measure}"),
        goes=phrase("It is no longer said what came of this measure: {measure}"),
        deeper=("effect",),
    ),
    Rule(
        at="measures.{measure}.result.effect",
        becomes={
            "positive": phrase("This measure helped: {measure}"),
            "mixed": phrase("This measure helped in part: {measure}"),
            "null": phrase("This measure changed nothing: {measure}"),
            "negative": phrase("This measure did harm: {measure}"),
            "not-tested": phrase("Nobody looked at whether this measure helped: {measure}"),
        },
    ),
    Rule(
        at="measures.{measure}.result.on",
        changes=phrase("Whether this measure helped is judged by something else: {measure}, {after}"),
    ),
    Rule(
        at="measures.{measure}.result.studied",
        changes=phrase("How it was looked at what came of this measure now reads {after}: {measure}"),
    ),
    Rule(
        at="measures.{measure}.result.date",
        changes=phrase("What came of this measure was looked at on {after} instead of {before}: {measure}"),
    ),
    Rule(at="measures", order=phrase("The measures stand in another order")),
)
