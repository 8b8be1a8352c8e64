"""Gathers a plan: changes, communities with mistakes, and what is counted beside them."""

from __future__ import annotations

from collections.abc import Iterable

from koban.cli.comparing import Comparison
from koban.cli.granting import KnownGrants
from koban.cli.progress import tell_progress
from koban.cli.sides import Sides
from koban.diagnostics.diagnostic import Diagnostic, has_errors
from koban.manifest.workspace import load_workspace
from koban.model.plan import Change
from koban.plan.report import PlanReport, Told
from koban.plugin.registry import Registry


class Planned:
    """What was found so far."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        """Nothing was compared yet; `problems` are those of no community."""
        self.problems = list(problems)
        self.refused: list[Diagnostic] = []
        """Those of the problems that only show against what is applied."""
        self.complete = not has_errors(self.problems)
        self.changes: list[Told] = []
        self.invalid: list[str] = []
        self.communities = 0
        self._languages: set[str] = set()
        self.since = self.next_command = ""
        self.check_command = "koban check"
        self.before: dict[str, str] = {}
        """Name of a change -> what the community is called on the other side; absent where it is not there."""

    def add(
        self,
        name: str,
        change: Change | None,
        language: str,
        found: Iterable[Diagnostic],
        refused: Iterable[Diagnostic] = (),
    ) -> None:
        """One community was compared; `found` is what a check of it says, `refused` what is applied says against it."""
        against = list(refused)
        self.refused += against
        diagnostics = [*found, *against]
        self.problems += diagnostics
        self._languages.add(language)
        if has_errors(diagnostics):
            self.invalid.append(name)
        elif change is not None:
            self.changes.append(Told(change, language))

    @property
    def report(self) -> PlanReport:
        """All of it, in order."""
        return PlanReport(
            changes=sorted(self.changes, key=lambda told: told.change.community),
            invalid=sorted(self.invalid),
            communities=self.communities,
            since=self.since,
            next_command=self.check_command if self.invalid or not self.complete else self.next_command,
            complete=self.complete,
            language=next(iter(self._languages)) if len(self._languages) == 1 else "en",
        )


def plan_against_base(sides: Sides, registry: Registry, granted: KnownGrants) -> Planned:
    """What the proposed side would change, where both sides have what is `granted`."""
    grants, problems = granted
    comparison = Comparison(sides.before, sides.after, sides.applied, registry, grants)
    planned = Planned([*load_workspace(sides.after, only=()).diagnostics, *problems])
    planned.communities = comparison.communities
    planned.since = sides.at
    planned.next_command = f"koban preview {sides.options}"
    if not sides.head:  # what is committed elsewhere is not what lies there to be checked
        planned.check_command = f"koban check {sides.options}"
    for one in tell_progress(comparison.steps(), comparison.touched, "Comparing communities"):
        if one.after is None and not planned.complete:
            continue  # what cannot be read is invalid, never absent
        if one.before is not None and not one.unknown:
            planned.before[one.name] = one.before.loaded.name
        change, found = one.plan(registry), one.after.found if one.after else ()
        planned.add(one.name, change, one.language, found, one.refused(change, registry))
    return planned
