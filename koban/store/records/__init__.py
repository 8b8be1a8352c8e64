"""What a community's own file holds: records, attachments, audit. Which file that is, and when it opens, is not known here."""
