"""Capabilities and research as they read, told in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from koban.capability.accounts.voice import Voice
from koban.capability.accounts.words import LEVELS, QUALITY, VERIFIED
from koban.capability.evidence import effect_of
from koban.model.capability_output import (
    CapabilityEntry,
    CapabilityShowOutput,
    ComponentEntry,
    EvidenceEntry,
    IndicatorEntry,
    LevelEntry,
    Retired,
    WorkingEntry,
)

Table = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Framework:
    """What is known of capabilities, research and measures in a workspace, and who says so."""

    capabilities: Table
    evidence: Table
    measures: Table
    origins: Mapping[str, str] = field(default_factory=dict)
    """Capability -> the plugin, force or community that defines it."""
    retired: Mapping[str, list[tuple[str, Mapping[str, str]]]] = field(default_factory=dict)
    """Capability -> who does not work towards it, and why."""


def account_capability(name: str, framework: Framework, voice: Voice) -> CapabilityEntry:
    """One capability in a row of many."""
    return CapabilityEntry.model_validate(_row(name, framework, voice))


def account_whole_capability(
    name: str, framework: Framework, voice: Voice, communities: Iterable[WorkingEntry]
) -> CapabilityShowOutput:
    """One capability with its components, ladder, indicators and research, and who works on it."""
    entry = framework.capabilities[name]
    anchors = entry.get("levels") or {}
    return CapabilityShowOutput.model_validate(
        {
            **_row(name, framework, voice),
            **{
                kind: [ComponentEntry(name=each, title=voice(title)) for each, title in entry[kind].items()]
                for kind in ("knowledge", "skills", "technologies")
            },
            "levels": [
                LevelEntry(
                    level=step,
                    name=word,
                    means=means,
                    anchor=voice(anchors[word]) if word in anchors else None,
                )
                for step, (word, means) in enumerate(LEVELS)
            ],
            "indicators": [
                IndicatorEntry(name=each, what=voice(one["what"]), unit=one["unit"], good=one["good"])
                for each, one in entry["indicators"].items()
            ],
            "studies": [
                account_evidence(each, framework, voice)
                for each in entry["evidence"]
                if each in framework.evidence
            ],
            "communities": list(communities),
        }
    )


def account_evidence(name: str, framework: Framework, voice: Voice) -> EvidenceEntry:
    """One piece of research, with who names it."""
    entry = framework.evidence[name]
    return EvidenceEntry(
        name=name,
        cite=entry["cite"],
        year=entry["year"],
        studied=voice(entry["studied"]),
        effect=entry["effect"],
        on=voice(entry["on"]),
        strength=entry["strength"],
        quality=QUALITY[entry["strength"]],
        read=entry["read"],
        verified=VERIFIED[entry["read"]],
        note=voice(entry["note"]) if entry.get("note") else None,
        capabilities=_naming(name, framework.capabilities),
        measures=_naming(name, framework.measures),
    )


def _row(name: str, framework: Framework, voice: Voice) -> dict[str, Any]:
    entry = framework.capabilities[name]
    studies = [framework.evidence[each] for each in entry["evidence"] if each in framework.evidence]
    return {
        "name": name,
        "title": voice(entry["title"]),
        "approach": entry["approach"],
        "definition": voice(entry["definition"]),
        "origin": framework.origins.get(name, ""),
        "confidence": entry["confidence"],
        "effect": effect_of(studies),
        "evidence": list(entry["evidence"]),
        "retired": [Retired(by=by, reason=voice(why)) for by, why in framework.retired.get(name, ())],
    }


def _naming(study: str, table: Table) -> list[str]:
    return sorted(name for name, entry in table.items() if study in entry["evidence"])
