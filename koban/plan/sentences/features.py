"""Functions of the app, and the settings that they have in common; outside data."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.app import FUNCTIONS_IN_ORDER
from koban.plan.sentences.rule import Rule

ELSEWHERE = phrase("Outside data {connector} now comes from somewhere else")
RHYTHM = phrase("Outside data {connector} is now fetched at other times")
BEGINS = phrase("{feature} now begins with these words: {after}")
HEADED = phrase("The heading of {feature} now reads {after}")

RULES = (
    Rule(at="features", order=FUNCTIONS_IN_ORDER),
    Rule(
        at="features.{feature}",
        comes=phrase("A function comes into the app: {feature}"),
        goes=phrase("A function goes from the app: {feature}; what people sent there is kept in the archive"),
    ),
    Rule(
        at="features.{feature}.movedFrom",
        always=phrase("The note of what {feature} was called before changes; people notice nothing of it"),
    ),
    Rule(
        at="features.{feature}.uses",
        kind="use",
        changes=phrase(
            "{feature} is now another function, {after} instead of {before}; what people sent there is kept in the archive"
        ),
    ),
    Rule(
        at="features.{feature}.plugin",
        changes=phrase("{feature} is now made by {after} instead of {before}"),
    ),
    Rule(at="features.{feature}.forms", deep=True, always=phrase("{feature} asks other questions")),
    Rule(
        at="features.{feature}.with.intro",
        comes=BEGINS,
        goes=phrase("{feature} no longer begins with a few words"),
        changes=BEGINS,
    ),
    Rule(
        at="features.{feature}.with.title",
        comes=HEADED,
        goes=phrase("{feature} no longer has a heading of its own; it was {before}"),
        changes=HEADED,
    ),
    Rule(
        at="features.{feature}.with.firstAnswer",
        changes=phrase("{feature}: people get a first answer within {after} instead of {before}"),
    ),
    Rule(
        at="features.{feature}.with.purpose",
        kind="purpose",
        changes=phrase("{feature}: what people send is now kept for the purpose {after} instead of {before}"),
    ),
    Rule(
        at="features.{feature}.with.open",
        becomes={
            True: phrase("{feature} is open again for something new"),
            False: phrase("{feature} takes nothing new any more"),
        },
    ),
    Rule(
        at="features.{feature}.with.onHome",
        changes=phrase("{feature}: the start page shows this many: {after} instead of {before}"),
    ),
    Rule(
        at="features.{feature}.with.connectors",
        kind="connector",
        gains=phrase("{feature} now also shows: {items}"),
        loses=phrase("{feature} no longer shows: {items}"),
        order=phrase("{feature} shows things in another order: {after}"),
    ),
    Rule(
        at="features.{feature}.with",
        deep=True,
        comes=phrase("{feature} gets a new setting: {setting}, {after}"),
        goes=phrase("{feature} loses a setting: {setting}; it was {before}"),
        changes=phrase("{feature}: the setting {setting} is now {after} instead of {before}"),
        order=phrase("{feature}: the order of {setting} changes"),
    ),
    Rule(
        at="connectors.{connector}",
        comes=phrase("Outside data now comes in: {connector}"),
        goes=phrase("Outside data no longer comes in: {connector}"),
    ),
    Rule(at="connectors", order=phrase("Outside data stands in another order")),
    Rule(
        at="connectors.{connector}.every",
        comes=RHYTHM,
        goes=RHYTHM,
        changes=phrase("Outside data {connector} is fetched again after {after} instead of {before}"),
    ),
    Rule(at="connectors.{connector}.cron", always=RHYTHM),
    Rule(at="connectors.{connector}.uses", always=ELSEWHERE),
    Rule(
        at="connectors.{connector}.plugin",
        changes=phrase("Outside data {connector} is now brought in by {after} instead of {before}"),
    ),
    Rule(
        at="connectors.{connector}.secrets",
        deep=True,
        always=phrase("The secret with which outside data {connector} is fetched now lies elsewhere"),
    ),
    Rule(at="connectors.{connector}.with.url", always=ELSEWHERE),
    Rule(at="connectors.{connector}.with.file", always=ELSEWHERE),
    Rule(
        at="connectors.{connector}.with.label",
        changes=phrase("Outside data is now called {after} instead of {before}"),
    ),
    Rule(
        at="connectors.{connector}.with.source",
        always=phrase("Outside data {connector} now names another source"),
    ),
    Rule(
        at="connectors.{connector}.with",
        deep=True,
        always=phrase("Outside data {connector} gets another setting: {setting}"),
    ),
)
