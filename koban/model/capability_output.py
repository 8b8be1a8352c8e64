"""What `koban capability list|show|evidence` print with `--format json`: the framework as it reads here."""

from __future__ import annotations

from typing import Literal

from koban.model.base import Model

Effect = Literal["positive", "mixed", "null", "negative", "not-tested", "unknown"]
"""Direction of an effect; `unknown` where no research is named."""


class Retired(Model):
    """Where a capability is not worked towards."""

    by: str
    """The force or community that retired it."""
    reason: str
    """Why."""


class CapabilityEntry(Model):
    """One capability in a row of many."""

    name: str
    """By which manifests name it."""
    title: str
    """What it is called."""
    approach: str
    """`reactive`, `proactive` or `co-active`."""
    definition: str
    """What a unit that has it does."""
    origin: str
    """The plugin, force or community that defines it."""
    confidence: str
    """How sure one may be that it helps."""
    effect: Effect
    """What research says of it."""
    evidence: list[str]
    """Entries of the evidence register."""
    retired: list[Retired]
    """Where it is not worked towards, and why."""


class CapabilityListOutput(Model):
    """`koban capability list --format json`."""

    capabilities: list[CapabilityEntry]
    """By name."""


class ComponentEntry(Model):
    """Something to know, to master or to have at hand."""

    name: str
    """Its id."""
    title: str
    """What it is."""


class LevelEntry(Model):
    """One step of the ladder."""

    level: int
    """0 to 4."""
    name: str
    """`absent`, `occasional`, `planned`, `practised` or `learning`."""
    means: str
    """What it takes, in any capability."""
    anchor: str | None
    """What it looks like in this one; null where nobody has written it down."""


class IndicatorEntry(Model):
    """A number by which people see whether it works."""

    name: str
    """Its id."""
    what: str
    """What is counted."""
    unit: str
    """Unit of the number."""
    good: str
    """`up`, `down`, or `target` where a community sets what it expects."""


class WorkingEntry(Model):
    """A community that works on a capability."""

    community: str
    """Its name."""
    level: int
    """The level that counts."""
    wanted: int | None
    """The level its needs ask for; null if none does."""


class EvidenceEntry(Model):
    """One piece of research."""

    name: str
    """By which manifests name it."""
    cite: str
    """Who, what, where."""
    year: int
    """When it was published."""
    studied: str
    """What was studied, where and with whom."""
    effect: Effect
    """Direction of the effect."""
    on: str
    """On what."""
    strength: int
    """0 to 4."""
    quality: str
    """The strength in words."""
    read: str
    """How it was verified, as one word."""
    verified: str
    """The same in words."""
    note: str | None
    """What a careful reader should know besides."""
    capabilities: list[str]
    """Those that name it."""
    measures: list[str]
    """Measures of modules that name it."""


class EvidenceListOutput(Model):
    """`koban capability evidence --format json`."""

    evidence: list[EvidenceEntry]
    """By name."""


class CapabilityShowOutput(CapabilityEntry):
    """`koban capability show NAME --format json`."""

    knowledge: list[ComponentEntry]
    """What has to be known."""
    skills: list[ComponentEntry]
    """What has to be mastered."""
    technologies: list[ComponentEntry]
    """What has to be at hand."""
    levels: list[LevelEntry]
    """The ladder."""
    indicators: list[IndicatorEntry]
    """How people see whether it works."""
    studies: list[EvidenceEntry]
    """What research says."""
    communities: list[WorkingEntry]
    """Who works on it here."""
