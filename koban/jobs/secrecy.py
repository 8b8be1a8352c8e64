"""The secrets of one run of a connector: had at use, forgotten with the run, and kept out of what the run leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from koban.jobs.pulling import Batch, PullError
from koban.secrets.place import SecretMissingError
from koban.secrets.resolve import Resolver

_SHORTEST = 6
"""Characters; anything shorter is found in innocent text too."""


class Secrecy:
    """Hands out secrets by the names that the manifest gives them, and knows them again."""

    def __init__(self, resolver: Resolver, references: Mapping[str, Mapping[str, str]], force: str) -> None:
        """`references` say where each secret lies."""
        self._resolver, self._references, self._force = resolver, references, force
        self._told: set[str] = set()

    def value(self, name: str) -> str:
        """The secret that the manifest calls `name`. Raises SecretMissingError."""
        if name not in self._references:
            raise SecretMissingError(
                f'the connector needs a secret "{name}"; its manifest names none, or an operator did not grant it'
            )
        value = self._resolver.value(self._references[name], self._force)
        self._told |= {form for form in (value, quote(value, safe="")) if len(form) >= _SHORTEST}
        return value

    def scrub(self, words: str) -> str:
        """`words` with stars where a secret stood: the other side may have sent it back."""
        for value in sorted(self._told, key=len, reverse=True):
            words = words.replace(value, "***")
        return words

    def check(self, batch: Batch) -> None:
        """Refuse to keep what holds a secret. Raises PullError."""
        if self._told and any(value in text for text in _texts(batch) for value in self._told):
            raise PullError("the other side sent the secret back, so nothing of what it sent is kept")


def _texts(batch: Batch) -> Iterable[str]:
    yield repr(batch.cursor)
    yield repr(batch.remove)
    for id_, value in batch.records:
        yield id_
        yield repr(value.model_dump())
