"""Running one connector of one community once, and noting how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pkgutil import resolve_name
from typing import Any

from koban.jobs.duties import Duties
from koban.jobs.intake import Intake
from koban.jobs.means import Means
from koban.jobs.progress import PROGRESS, Progress, job_id
from koban.jobs.pulling import Batch, PullContext, PullError
from koban.jobs.schedule import after_failure, after_success
from koban.jobs.secrecy import Secrecy
from koban.plugin.declare import Connector
from koban.secrets.place import SecretMissingError
from koban.web.fetch import Fetcher, FetchError
from koban.web.log import place_of

LONGEST = timedelta(minutes=2)
"""A run that takes longer ends at its next batch."""


class StoppedError(Exception):
    """The process is to stop; the run begins anew next time."""


@dataclass(frozen=True, slots=True)
class ConnectorTask:
    """Pulls once; due again by its schedule, or sooner if its settings change."""

    means: Means
    duties: Duties
    instance: str

    def due(self) -> datetime | None:
        """By its schedule; at once if it never ran with these settings."""
        progress = self._progress()
        return progress.due if progress else self.means.clock.now()

    def run(self) -> None:
        """Pull, store what changed, and note when to run again."""
        progress = self._progress()
        log = self.means.log.bind(community=self.duties.name, connector=self.instance)
        secrecy = Secrecy(self.means.secrets, self._used.secrets, self.duties.force)
        try:
            intake, cursor = self._pull(progress.cursor if progress else None, secrecy)
        except StoppedError:
            return
        except (PullError, FetchError, SecretMissingError) as error:
            why = secrecy.scrub(str(error))
            self._note_failure(progress, why, None if isinstance(error, SecretMissingError) else error.wait)
            log.warning("connector-failed", why=why)
        except Exception as error:  # noqa: BLE001 - a plugin's bug must not stop the other connectors
            self._note_failure(progress, place_of(error), None)
            log.error(  # noqa: TRY400 - a traceback may quote what people wrote
                "connector-crashed", plugin=self._used.plugin, why=place_of(error)
            )
        else:
            self._note_success(cursor or (progress.cursor if progress else None))
            log.info("connector-ran", written=intake.written, removed=intake.removed)

    @property
    def _used(self) -> Any:
        return self.duties.connectors[self.instance]

    def _pull(self, cursor: dict[str, Any] | None, secrecy: Secrecy) -> tuple[Intake, dict[str, Any] | None]:
        connector = self._connector()
        config = connector.read_settings(self._used.config)
        pull: Callable[[PullContext, dict[str, Any] | None], Iterator[Batch]] = resolve_name(connector.pull)
        intake = Intake(self.means.stores.of(self.duties.uid), connector.records, self.instance)
        now = self.means.clock.now()
        with closing(Fetcher(connector.hosts(config), self.means.clock, self.means.network)) as http:
            for batch in pull(PullContext(config, http, self._read_file, now, secrecy.value), cursor):
                if self.means.stopping.is_set():
                    raise StoppedError
                if self.means.clock.now() - now > LONGEST:
                    raise PullError(f"it took longer than {LONGEST.total_seconds():g} seconds")
                secrecy.check(batch)
                intake.take(batch)
                cursor = batch.cursor or cursor
        intake.finish()
        return intake, cursor

    def _connector(self) -> Connector:
        contributed = self.means.registry.connectors.get(self._used.uses)
        if contributed is None:
            raise PullError(f'the connector "{self._used.uses}" of {self._used.plugin} is not installed here')
        return contributed.value

    def _read_file(self, path: str) -> bytes:
        body = self.means.control.blob(self.duties.files[self.instance][path])
        if body is None:
            raise KeyError(path)
        return body

    def _progress(self) -> Progress | None:
        """What is noted, if it is of these settings."""
        found = self.means.stores.of(self.duties.uid).read().get(PROGRESS, job_id("connector", self.instance))
        key = self.duties.connector_key(self.instance)
        return found.value if found is not None and found.value.key == key else None

    def _note_success(self, cursor: dict[str, Any] | None) -> None:
        now = self.means.clock.now()
        every = self._used.every or self._connector().default_every
        due = after_success(now, every, self._used.cron, self.duties.zone)
        self._note(Progress(due=due, key=self._key(), cursor=cursor, succeeded=now))

    def _note_failure(self, before: Progress | None, message: str, wait: timedelta | None) -> None:
        failures = before.failures + 1 if before else 1
        due = after_failure(self.means.clock.now(), failures, self.means.chance(), wait)
        known = before or Progress(due=due)
        changed = {"due": due, "key": self._key(), "failures": failures, "message": message}
        self._note(known.model_copy(update=changed))

    def _key(self) -> str:
        return self.duties.connector_key(self.instance)

    def _note(self, progress: Progress) -> None:
        store = self.means.stores.of(self.duties.uid)
        id_ = job_id("connector", self.instance)
        store.write(lambda writer: writer.put(PROGRESS, progress, instance=self.instance, id=id_))
