"""What koban-framework-nightlife declares: the folder with the data, and nothing else."""

from __future__ import annotations

from pathlib import Path

from koban.api import CapabilityModule, hookimpl


@hookimpl
def koban_capability_modules() -> list[CapabilityModule]:
    """The capabilities and measures in `data/`."""
    return [CapabilityModule.from_folder("koban-framework-nightlife", Path(__file__).parent / "data")]
