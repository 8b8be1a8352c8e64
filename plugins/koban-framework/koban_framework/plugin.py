"""What koban-framework declares: one capability module. Levels and gaps are reckoned by KOBAN, not here."""

from __future__ import annotations

from pathlib import Path

from koban.api import CapabilityModule, hookimpl


@hookimpl
def koban_capability_modules() -> list[CapabilityModule]:
    """The capabilities, themes and evidence in `data/`."""
    return [CapabilityModule.from_folder("koban-framework", Path(__file__).parent / "data")]
