"""The force: its emergency notice, why and how long it keeps data, and who decides."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.rule import Rule

RULES = (
    Rule(
        at="force.name",
        changes=phrase("The community now belongs to another force: {after} instead of {before}"),
    ),
    Rule(at="force.title", changes=phrase("The force is now called {after} instead of {before}")),
    Rule(
        at="force.language",
        kind="language",
        changes=phrase("Language of plans and messages for officers: {after} instead of {before}"),
    ),
    Rule(
        at="force.timeZone",
        changes=phrase("Hours and dates now follow the clock of {after} instead of {before}"),
    ),
    Rule(
        at="force.country",
        kind="country",
        changes=phrase("The public holidays of another country hold: {after} instead of {before}"),
    ),
    Rule(
        at="force.emergency.call",
        kind="raw",
        changes=phrase("The emergency number in the app is now {after} instead of {before}"),
    ),
    Rule(
        at="force.emergency.sms",
        kind="raw",
        comes=phrase("In an emergency people can now send a text message to {after}"),
        goes=phrase("In an emergency people can no longer send a text message to {before}"),
        changes=phrase("In an emergency people send a text message to {after} instead of {before}"),
    ),
    Rule(at="force.emergency.text", changes=phrase("The emergency notice in the app now reads {after}")),
    Rule(
        at="force.roles.{role}",
        gains=phrase("The role {role} now also belongs to: {items}"),
        loses=phrase("The role {role} no longer belongs to: {items}"),
        order=phrase("Those to whom the role {role} belongs stand in another order"),
    ),
    Rule(
        at="force.approvals.{class}",
        kind="role",
        gains=phrase("{class}: from the next time on, this also needs the agreement of: {items}"),
        loses=phrase("{class}: from the next time on, this no longer needs the agreement of: {items}"),
        order=phrase("{class}: those who must agree stand in another order"),
    ),
    Rule(
        at="force.limits.{limit}",
        comes=phrase("The force sets a limit that nobody may pass ({limit})"),
        goes=phrase("A limit of the force no longer holds ({limit})"),
    ),
    Rule(
        at="force.limits.{limit}",
        deep=True,
        comes=phrase("A limit of the force is now {after} ({limit})"),
        goes=phrase("A limit of the force no longer holds ({limit})"),
        changes=phrase("A limit of the force is now {after} instead of {before} ({limit})"),
    ),
    Rule(
        at="force.policies.{policy}",
        comes=phrase("The force says how seriously it takes one of its rules: {policy}"),
        goes=phrase("The force no longer says how seriously it takes one of its rules: {policy}"),
        deeper=("level",),
    ),
    Rule(
        at="force.policies.{policy}.level",
        becomes={
            "error": phrase("Whatever breaks this rule of the force is now stopped: {policy}"),
            "warning": phrase("Whatever breaks this rule of the force is now only pointed out: {policy}"),
            "off": phrase("Nobody looks any more at whether this rule of the force is kept: {policy}"),
        },
    ),
    Rule(
        at="force.policies.{policy}.reason",
        changes=phrase("Why the force takes a rule as seriously as it does now reads {after}: {policy}"),
    ),
    Rule(
        at="force.purposes.{purpose}",
        comes=phrase("Data may now be kept for another purpose: {purpose}"),
        goes=phrase("Data is no longer kept for this purpose: {purpose}"),
    ),
    Rule(
        at="force.purposes.{purpose}.title",
        changes=phrase("A purpose for which data is kept now reads {after} instead of {before}"),
    ),
    Rule(
        at="force.purposes.{purpose}.law",
        kind="law",
        changes=phrase("Data for {purpose} is now kept under another law: {after} instead of {before}"),
    ),
    Rule(
        at="force.purposes.{purpose}.retention",
        changes=phrase("Data for {purpose} is kept for {after} instead of {before}"),
    ),
    Rule(
        at="force.purposes.{purpose}.readers",
        kind="role",
        gains=phrase("Data for {purpose} can now also be read by: {items}"),
        loses=phrase("Data for {purpose} can no longer be read by: {items}"),
        order=phrase("Those who can read data for {purpose} stand in another order"),
    ),
    Rule(
        at="force.controllers.{controller}",
        comes=phrase("Another authority answers for the data: {controller}"),
        goes=phrase("An authority no longer answers for the data: {controller}"),
    ),
    Rule(
        at="force.controllers.{controller}.name",
        changes=phrase("The authority that answers for the data is now called {after} instead of {before}"),
    ),
    Rule(
        at="force.controllers.{controller}.contact",
        changes=phrase("Questions about data at {controller} now go to {after} instead of {before}"),
    ),
    Rule(at="force", deep=True, order=phrase("What the force says stands in another order")),
)
