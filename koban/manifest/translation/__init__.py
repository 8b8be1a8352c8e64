"""A community's texts in further languages: what they lack, how old they are, their files, their PO files. No Git here."""
