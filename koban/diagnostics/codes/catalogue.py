"""All codes by name."""

from __future__ import annotations

from koban.diagnostics.codes import policy, pull_request, references, running, schema, text
from koban.diagnostics.codes.code import Code

CATALOGUE: dict[str, Code] = {
    **text.CODES,
    **schema.CODES,
    **references.CODES,
    **policy.CODES,
    **pull_request.CODES,
    **running.CODES,
}
