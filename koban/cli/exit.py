"""What the exit codes of every command mean."""

from __future__ import annotations

from enum import IntEnum

import click


class Exit(IntEnum):
    """A command's outcome, for scripts and CI."""

    FINE = 0
    PROBLEMS = 1
    """In the user's files."""
    USAGE = 2
    """Wrong use of the command."""
    BUG = 3
    """In KOBAN or a plugin."""
    PENDING = 4
    """Changes or drift, where `--exit-code` asks."""
    FAILED = 5
    """A target, Git host or network."""


class FailedError(click.ClickException):
    """A target, the Git host or the network stands in the way; the message says what to do about it."""

    exit_code = Exit.FAILED
