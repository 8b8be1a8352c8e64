"""What nobody knows of a community's chain, said out loud instead of left blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from koban.cli.capability.document import Said
from koban.model.gap_output import GapOutput, OptionsOutput, RoadmapOutput


def unknowns(gaps: GapOutput, options: OptionsOutput, roadmap: RoadmapOutput) -> Iterator[tuple[str, str]]:
    """(what is not known, of what)."""
    open_ = [one for one in gaps.gaps if one.gap]
    own = [one for one in options.options if not one.proposed and one.kind != "nothing"]
    yield from _told(
        "How much it weighs, because nobody rated it",
        [one.statement for one in gaps.needs if one.score is None],
    )
    yield from _told(
        "Whether it helps, because no research is named",
        [one.title for one in open_ if one.evidence.effect == "unknown"],
    )
    yield from _told(
        "Whether it helps, because research did not test an effect",
        [one.title for one in open_ if one.evidence.effect == "not-tested"],
    )
    yield from _told(
        "Whether the level is held, because no proof is named",
        [one.title for one in gaps.gaps if one.level and not one.proven],
    )
    yield from _told(
        "How a panel sees it, because none was asked", [one.title for one in gaps.gaps if one.panel is None]
    )
    yield from _told(
        "What would close it, because no measure works on it",
        [one.title for one in open_ if not one.measures],
    )
    yield from _told("What it costs", [one.title for one in own if one.cost is None])
    yield from _told("When it works", [one.title for one in roadmap.items if one.end is None])
    yield from _told(
        "When to give it up, because no stop rule is named",
        [one.title for one in roadmap.items if not one.stop_if],
    )
    yield from _told(
        "What it is hoped to reach, because no aim is named",
        [one.title for one in roadmap.items if not one.aim],
    )


def _told(what: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    found = list(names)
    if found:
        yield what, Said("; ".join(found))
