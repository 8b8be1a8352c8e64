"""What lies in the folder and is not served, because `koban up` follows a branch. Says it; changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from koban.model.clock import Clock
from koban.reconcile.source import Source
from koban.sources.errors import SourceError
from koban.sources.repository import LocalRepository

_EVERY = timedelta(seconds=5)
_SHOWN = 3
_CURE = "commit to serve it, or use koban up --working-tree, which serves the files as they lie there"


class Unserved:
    """Looks now and then, and speaks when something begins to be left out; nobody is told twice."""

    def __init__(self, source: Source, clock: Clock) -> None:
        """Nothing was looked at yet. A folder that is served as it lies there leaves nothing out."""
        self._repository = source if isinstance(source, LocalRepository) else None
        self._clock = clock
        self._next: datetime = clock.now()
        self._edited = False
        self._elsewhere = ""

    def tell(self) -> None:
        """Look, if it is time."""
        if self._repository is None or self._clock.now() < self._next:
            return
        self._next = self._clock.now() + _EVERY
        try:
            elsewhere, paths = self._repository.on_other_branch(), self._repository.uncommitted()
        except SourceError:
            return  # the reconciler cannot read it either, and says so
        if elsewhere and elsewhere != self._elsewhere:
            served = self._repository.branch
            click.echo(f'The branch "{served}" is served, and you are on {elsewhere}.', err=True)
        if paths and not self._edited:
            more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
            click.echo(
                f"Not committed, so not served: {', '.join(paths[:_SHOWN])}{more} ({_CURE}).", err=True
            )
        self._elsewhere, self._edited = elsewhere, bool(paths)
