"""What can go wrong in the store, in words that say what to do."""

from __future__ import annotations


class StoreError(Exception):
    """Base of all the store's errors."""


class StoreBusyError(StoreError):
    """Another process held the file for longer than the busy timeout, or too many acts are waiting; try again."""


class StoreUnwritableError(StoreError):
    """The file cannot be written or opened: the disk is full, or the folder is not ours."""


class StaleFenceError(StoreError):
    """Someone else holds the lease by now: whoever still carries the old fence may not write."""


class UnknownCommunityError(StoreError):
    """There is no community with this uid."""


class ForeignNameError(StoreError):
    """Another force has a community of this name."""


class MissingBlobError(StoreError):
    """A pointer would name a bundle that is not stored."""


class RecordTooNewError(StoreError):
    """A record was written by a newer version of its plugin: this one may read it, not change it."""


class ArchivedError(StoreError):
    """The community's data lies in the archive; it must be restored before anything is written."""


class AccountExistsError(StoreError):
    """The force has an account with this login already."""


class DomainTakenError(StoreError):
    """One domain would lead to two communities."""
