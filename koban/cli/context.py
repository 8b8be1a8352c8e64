"""What every command is told: the workspace, where state lies, whether to show tracebacks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class Context:
    """The options that stand before the command."""

    folder: Path
    """The workspace."""
    state: Path
    """Where state lies; may not exist yet."""
    debug: bool = False


pass_context = click.make_pass_decorator(Context)
"""Hands the Context to a command as its first argument."""
