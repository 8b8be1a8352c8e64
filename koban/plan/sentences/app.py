"""The community's name, its words and languages, and how its app looks."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.rule import Rule

FUNCTIONS_IN_ORDER = phrase("The app shows its functions in this order: {functions}")
REDRAWN = phrase("The borders of the community are drawn anew")
PICTURE = phrase("The app gets another picture on phones")
STORIES = phrase("The stories about the community stand in another order")
NUMBERS = phrase("The numbers about the community stand in another order")

RULES = (
    Rule(at="title", changes=phrase("The title of the community is now {after} instead of {before}")),
    Rule(
        at="summary",
        comes=phrase("The app now introduces the community like this: {after}"),
        goes=phrase("The app no longer introduces the community"),
        changes=phrase("The app now introduces the community like this: {after}"),
    ),
    Rule(
        at="languages",
        kind="language",
        gains=phrase("The app can now also be read in: {items}"),
        loses=phrase("The app can no longer be read in: {items}"),
        order=phrase("The languages of the app stand in another order: {after}"),
    ),
    Rule(
        at="declared",
        kind="language",
        gains=phrase("Words in these languages are being written and shown once they are complete: {items}"),
        loses=phrase("Words in these languages are no longer being written: {items}"),
        order=phrase("The languages in which words are written stand in another order: {after}"),
    ),
    Rule(
        at="theme",
        kind="theme",
        comes=phrase("The subject of the community is now {after}"),
        goes=phrase("The community no longer has a subject of its own; it was {before}"),
        changes=phrase("The subject of the community is now {after} instead of {before}"),
    ),
    Rule(
        at="area",
        deep=True,
        comes=phrase("The app now knows the borders of the community"),
        goes=phrase("The app no longer knows the borders of the community"),
        always=REDRAWN,
    ),
    Rule(
        at="app.name",
        comes=phrase("On phones the app is now called {after}"),
        goes=phrase("On phones the app is now called like the community and no longer {before}"),
        changes=phrase("On phones the app is now called {after} instead of {before}"),
    ),
    Rule(
        at="app.colour",
        kind="raw",
        changes=phrase("The app gets another main colour: {after} instead of {before}"),
    ),
    Rule(
        at="app.icon",
        comes=phrase("The app gets a picture of its own on phones"),
        goes=phrase("The app no longer has a picture of its own on phones"),
        changes=PICTURE,
    ),
    Rule(
        at="app.largeText",
        becomes={
            True: phrase("Letters in the app are large from the start"),
            False: phrase("Letters in the app are no longer large from the start"),
        },
    ),
    Rule(at="app.navigation", always=FUNCTIONS_IN_ORDER),
    Rule(
        at="app.domains",
        kind="raw",
        gains=phrase("The app can now also be reached at: {items}"),
        loses=phrase("The app can no longer be reached at: {items}"),
        order=phrase("The addresses of the app stand in another order: {after}"),
    ),
    Rule(
        at="context.story.{story}",
        comes=phrase("A story about the community comes in: {story}"),
        goes=phrase("A story about the community goes: {story}"),
    ),
    Rule(
        at="context.story.{story}.text",
        changes=phrase("A story about the community now reads {after}"),
    ),
    Rule(
        at="context.story.{story}.source",
        changes=phrase("The story {story} now names its source as {after}"),
    ),
    Rule(at="context.story", order=STORIES),
    Rule(
        at="context.{number}",
        comes=phrase("A number about the community comes in: {number}"),
        goes=phrase("A number about the community goes: {number}"),
    ),
    Rule(
        at="context.{number}.value",
        changes=phrase("A number about the community is now {after} instead of {before}: {number}"),
    ),
    Rule(
        at="context.{number}.expected.{year}",
        comes=phrase("A number about the community is expected to be {after} in {year}: {number}"),
        goes=phrase("It is no longer said what a number about the community will be in {year}: {number}"),
        changes=phrase(
            "A number about the community is expected to be {after} instead of {before} in {year}: {number}"
        ),
    ),
    Rule(
        at="context.{number}",
        deep=True,
        always=phrase("What is said about a number of the community changes: {number}"),
    ),
    Rule(at="context", order=NUMBERS),
)
