"""A judged report is kept under its receipt, exactly once."""

from __future__ import annotations

from dataclasses import dataclass

from koban.api.web import Stored, Visit, Writer
from koban_engage.report.records import REPORT, ReportRecord


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept now."""

    stored: Stored[ReportRecord]
    created: bool
    """False if this receipt was there already."""
    same: bool
    """Whether what is there is what was sent."""


def record_id(visit: Visit, receipt: str) -> str:
    """The id under which the report with this receipt is kept."""
    return visit.keyed_hash(f"receipt:{receipt}")


def keep(visit: Visit, receipt: str, record: ReportRecord, purpose: str, photo: bytes | None) -> Kept:
    """Keep `record`; sent a second time, it is the same report. Returns after the commit."""
    instance = visit.instance
    id_ = record_id(visit, receipt)

    def act(writer: Writer) -> tuple[Stored[ReportRecord], bool]:
        stored, created = writer.add(REPORT, record, instance=instance, id=id_, purpose=purpose)
        if created and photo is not None:
            writer.attach(id_, "image/jpeg", photo, "photo.jpg")
        if created and record.taken_down is not None:
            writer.audit(record.taken_down.by, "report.taken-down", id_, record.way)
        return stored, created

    stored, created = visit.store.write(act)
    same = stored.instance == instance and stored.value.fingerprint == record.fingerprint
    return Kept(stored, created, same)


def kept_under(visit: Visit, receipt: str) -> Stored[ReportRecord] | None:
    """The report of this instance with this receipt, or None."""
    stored = visit.store.read().get(REPORT, record_id(visit, receipt))
    return stored if stored is not None and stored.instance == visit.instance else None
