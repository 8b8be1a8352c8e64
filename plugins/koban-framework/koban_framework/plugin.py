"""What koban-framework declares: one capability module and its blueprints. Levels and gaps are reckoned by KOBAN, not here."""

from __future__ import annotations

from pathlib import Path

from koban.api import BlueprintFile, CapabilityModule, hookimpl

_HERE = Path(__file__).parent


@hookimpl
def koban_capability_modules() -> list[CapabilityModule]:
    """The capabilities, themes and evidence in `data/`."""
    return [CapabilityModule.from_folder("koban-framework", _HERE / "data")]


@hookimpl
def koban_blueprints() -> list[BlueprintFile]:
    """One to begin with for each theme, and what they have in common, in `blueprints/`."""
    return BlueprintFile.all_in(_HERE / "blueprints")
