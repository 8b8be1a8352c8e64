"""What stands around the changes of a plan: headings, counts, and what a preview's page says."""

from __future__ import annotations

from koban.plan.phrase import phrase, phrases

HEADING = phrase("What this would change")
NOTHING_FOR_ANYONE = phrase("Nothing would change for anyone.")
NOTHING = phrase("nothing would change")
SINCE = phrase("Compared with {revision}.")
NEXT = phrase("Next: {command}")
SHORTENED = phrase("This is a summary, because everything would not fit here.")
HIDDEN = phrase("A mistake outside of the communities hides a part of this.")
MISTAKES = phrase("With mistakes or against a rule that holds today, so they keep what they have:")
MISTAKE = phrase("has mistakes or breaks a rule that holds today, so it keeps what it has")
UNKNOWN = phrase(
    "How it is now cannot be told, because there is a mistake in what is written there; so this counts as the widest kind of change"
)
SAME = phrases("The same in {n} community", "The same in {n} communities")
SAME_ASIDE = phrases("the same in {n} community", "the same in {n} communities")
COMMUNITIES = phrases("{n} community", "{n} communities")
FIELDS = phrases("{n} field", "{n} fields")
OTHERS = phrase("and {n} more")
NEW_COUNT = phrase("new: {n}")
CHANGED_COUNT = phrase("changed: {n}")
RENAMED_COUNT = phrase("renamed: {n}")
RETIRED_COUNT = phrase("retired: {n}")
MISTAKES_COUNT = phrase("not possible like this: {n}")
UNCHANGED_COUNT = phrase("unchanged: {n}")
MADE_UP = phrase("All data here is made up, and nothing of it stays.")
AS_IT_IS = phrase("As it is now")
AS_IT_WOULD_BE = phrase("As it would be")
ALL_CHANGES = phrase("All changes")
SIDE_BY_SIDE = phrase("See both side by side")
NOT_YET = phrase("It is not there yet.")
RETIRED = phrase("It is retired; its data is kept.")
