"""The unit that answers: its name, hours, phone and places."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.rule import Rule

RULES = (
    Rule(
        at="unit",
        comes=phrase("A unit now answers people here: {after}"),
        goes=phrase("No unit answers people here any more; it was {before}"),
    ),
    Rule(at="unit.name", changes=phrase("The unit is now called {after} instead of {before}")),
    Rule(
        at="unit.posts",
        comes=phrase("Number of officers in the unit: {after}"),
        goes=phrase("People no longer read how many officers the unit has"),
        changes=phrase("Number of officers in the unit: {after} instead of {before}"),
    ),
    Rule(
        at="unit.phone",
        kind="raw",
        comes=phrase("People can now call the unit on {after}"),
        goes=phrase("People can no longer call the unit on {before}"),
        changes=phrase("The unit's phone number is now {after} instead of {before}"),
    ),
    Rule(
        at="unit.staffedHours",
        kind="hours",
        comes=phrase("People now read when the unit is there: {after}"),
        goes=phrase("People no longer read when the unit is there; it was {before}"),
        changes=phrase("The unit is there at other times: {after} instead of {before}"),
    ),
    Rule(
        at="unit.whenEmpty",
        comes=phrase("When nobody is at the post, people read: {after}"),
        goes=phrase("People no longer read whom to ask when nobody is at the post"),
        changes=phrase("When nobody is at the post, people read: {after}"),
    ),
    Rule(
        at="unit.maxOpenCases",
        comes=phrase("The head of the unit is told when more cases are open than {after}"),
        goes=phrase("The head of the unit is no longer told when many cases are open"),
        changes=phrase("The head of the unit is told when more cases are open than {after}, so far {before}"),
    ),
    Rule(
        at="unit.places.{place}",
        comes=phrase("People can now also meet the unit here: {place}"),
        goes=phrase("People can no longer meet the unit here: {place}"),
    ),
    Rule(
        at="unit.places.{place}.title",
        always=phrase("A place where people meet the unit gets another name: {place}"),
    ),
    Rule(
        at="unit.places.{place}.address",
        changes=phrase("A place where people meet the unit has another address: {after} instead of {before}"),
    ),
    Rule(
        at="unit.places.{place}.point",
        always=phrase("A place where people meet the unit stands elsewhere on the map: {place}"),
    ),
    Rule(
        at="unit.places.{place}.hours",
        kind="hours",
        comes=phrase("People now read when the unit is at {place}: {after}"),
        goes=phrase("People no longer read when the unit is at {place}"),
        changes=phrase("The unit is at {place} at other times: {after} instead of {before}"),
    ),
    Rule(
        at="unit.places",
        order=phrase("The places where people meet the unit stand in another order"),
    ),
)
