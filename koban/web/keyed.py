"""The keyed hash under which things are found that nobody may look up without this installation's key, such as receipts."""

from __future__ import annotations

import hmac
from hashlib import sha256

KEY = "records"
"""Name of the installation's key for it."""


def keyed_hash(key: bytes, uid: str, text: str) -> str:
    """A hash of `text` that only this installation can compute, different in every community."""
    return hmac.new(key, f"{uid}\0{text}".encode(), sha256).hexdigest()
