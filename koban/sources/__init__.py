"""All Git: an immutable view of a workspace at a revision. Never a checkout; knows no manifest."""

import os

# Without Git on the machine the import itself would fail, instead of a sentence that says what is missing.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
