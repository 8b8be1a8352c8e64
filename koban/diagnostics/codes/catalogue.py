"""All codes by name."""

from __future__ import annotations

from koban.diagnostics.codes import (
    advice,
    grants,
    moving,
    policy,
    pull_request,
    references,
    running,
    schema,
    text,
    translating,
)
from koban.diagnostics.codes.code import Code

CATALOGUE: dict[str, Code] = {
    **text.CODES,
    **schema.CODES,
    **references.CODES,
    **moving.CODES,
    **translating.CODES,
    **policy.CODES,
    **grants.CODES,
    **advice.CODES,
    **pull_request.CODES,
    **running.CODES,
}
