"""Puts a compiled bundle where hosts try it. What is served is not touched."""

from __future__ import annotations

from koban.model.bundle import Bundle, Compiled, sha256
from koban.reconcile.means import Means
from koban.store.control import ControlStore
from koban.store.fleet.rows import CommunityRow


def stage(row: CommunityRow, compiled: Compiled, revision: str, means: Means) -> None:
    """Make `compiled` the candidate, unless it is."""
    if (row.candidate, row.candidate_revision) != (compiled.digest, revision):
        means.store.set_candidate(row.uid, compiled.digest, revision, compiled, means.fence)


def withdraw(row: CommunityRow, means: Means) -> None:
    """Take the candidate back, if there is one."""
    if row.candidate is not None:
        means.store.withdraw_candidate(row.uid, means.fence)


def applied(store: ControlStore, row: CommunityRow) -> Bundle | None:
    """What is served now, by which the next change is judged; None for a community that is new."""
    body = store.blob(row.served) if row.served else None
    return None if body is None else Bundle.model_validate_json(body)


def recall(store: ControlStore, digest: str) -> Compiled | None:
    """A bundle that was compiled earlier, whole, or None if it is no longer kept."""
    body = store.blob(digest)
    if body is None or sha256(body) != digest:
        return None
    bundle = Bundle.model_validate_json(body)
    forms = [sha for feature in bundle.features.values() for sha in feature.forms.values()]
    blobs = {sha: store.blob(sha) for sha in {*bundle.files.values(), *forms}}
    whole = {sha: blob for sha, blob in blobs.items() if blob is not None}
    return Compiled(bundle, body, digest, whole) if len(whole) == len(blobs) else None
