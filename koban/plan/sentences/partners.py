"""Partners and panels, what the community decided, and the documents of the privacy notice."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.rule import Rule

ASSESSED_AGAIN = phrase("The privacy notice points to another data protection impact assessment")

RULES = (
    Rule(
        at="partners.{partner}",
        comes=phrase("A partner now works along: {partner}"),
        goes=phrase("A partner no longer works along: {partner}"),
        deeper=("may", "receives"),
    ),
    Rule(
        at="partners.{partner}.title",
        changes=phrase("A partner is now called {after} instead of {before}"),
    ),
    Rule(
        at="partners.{partner}.panel",
        becomes={
            True: phrase("{partner} is now a panel of residents"),
            False: phrase("{partner} is no longer a panel of residents"),
        },
    ),
    Rule(
        at="partners.{partner}.may",
        kind="right",
        gains=phrase("{partner} may now: {items}"),
        loses=phrase("{partner} may no longer: {items}"),
        order=phrase("What {partner} may do stands in another order"),
    ),
    Rule(
        at="partners.{partner}.receives",
        kind="category",
        gains=phrase("What people report about this may now be handed over to {partner}: {items}"),
        loses=phrase("What people report about this may no longer be handed over to {partner}: {items}"),
        order=phrase("What may be handed over to {partner} stands in another order"),
    ),
    Rule(
        at="partners.{partner}.agreement",
        comes=phrase("There is now an agreement with {partner}"),
        goes=phrase("There is no longer an agreement with {partner}"),
    ),
    Rule(
        at="partners.{partner}.agreement.until",
        changes=phrase("The agreement with {partner} now ends on {after} instead of {before}"),
    ),
    Rule(
        at="partners.{partner}.agreement.link",
        changes=phrase("The agreement with {partner} can now be read at {after}"),
    ),
    Rule(at="partners", order=phrase("The partners stand in another order")),
    Rule(
        at="decisions.{decision}",
        comes=phrase("The community has decided: {decision}"),
        goes=phrase("A decision of the community no longer holds: {decision}"),
        deeper=("forbids", "ends"),
    ),
    Rule(
        at="decisions.{decision}.text",
        changes=phrase("A decision of the community now reads {after} instead of {before}"),
    ),
    Rule(
        at="decisions.{decision}.forbids",
        kind="forbidden",
        gains=phrase("The community rules this out for its app: {items}"),
        loses=phrase("The community no longer rules this out for its app: {items}"),
        order=phrase("What the community rules out for its app stands in another order"),
    ),
    Rule(
        at="decisions.{decision}.ends",
        kind="decision",
        gains=phrase("A later decision ends an earlier one of the community: {items}"),
        loses=phrase("An earlier decision of the community is no longer ended: {items}"),
        order=phrase("The decisions that a later one ends stand in another order"),
    ),
    Rule(
        at="decisions.{decision}.by",
        kind="partner",
        changes=phrase("This decision is now that of {after} instead of {before}: {decision}"),
    ),
    Rule(
        at="decisions.{decision}.date",
        changes=phrase("This decision is now dated {after} instead of {before}: {decision}"),
    ),
    Rule(at="decisions", order=phrase("The decisions of the community stand in another order")),
    Rule(
        at="privacy.dpia",
        comes=phrase("The privacy notice now points to a data protection impact assessment"),
        goes=phrase("The privacy notice no longer points to a data protection impact assessment"),
    ),
    Rule(at="privacy.dpia", deep=True, always=ASSESSED_AGAIN),
)
