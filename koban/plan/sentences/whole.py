"""What people are told of a whole community, or of a function that keeps its data under another name."""

from __future__ import annotations

from koban.plan.phrase import phrase, phrases

LIVE = phrase("{community} goes live, in {languages}, with: {functions}")
LIVE_EMPTY = phrase("{community} goes live, in {languages}, still without functions")
COLLECTS = phrase("{feature} collects: {items}")
GONE = phrase(
    "{community} is no longer served; what people sent is kept in the archive until somebody erases it there on purpose"
)
RENAMED = phrase(
    "The address of the community is now {after} instead of {before}; what people sent and their receipts come along, and the old address leads to the new one"
)
MOVED = phrase(
    "{before} is now called {after} in the address of its pages; what people sent and their receipts come along"
)
NOTHING = phrase("Nothing that people would notice")
GUARDED = phrase("Whoever must agree today decides on this change too, not those whom it names")
MORE = phrases("and {n} more change", "and {n} more changes")
TRANSLATED = phrase("{text} can now also be read in: {languages}")
UNTRANSLATED = phrase("{text} can no longer be read in: {languages}")
RETRANSLATED = phrase("{text} reads differently in: {languages}")
ORDER = phrase("The order of {place} changes")
COMES = phrase("{place} is new: {after}")
GOES = phrase("{place} goes; it was {before}")
CHANGES = phrase("{place} is now {after} instead of {before}")
FILE_COMES = phrase("A file is now used: {file}")
FILE_GOES = phrase("A file is no longer used: {file}")
FILE_CHANGES = phrase("A file has new content: {file}")
MANY_TRANSLATED = phrases(
    "{n} text can now also be read in: {languages}", "{n} texts can now also be read in: {languages}"
)
MANY_UNTRANSLATED = phrases(
    "{n} text can no longer be read in: {languages}", "{n} texts can no longer be read in: {languages}"
)
MANY_RETRANSLATED = phrases(
    "{n} text reads differently in: {languages}", "{n} texts read differently in: {languages}"
)
