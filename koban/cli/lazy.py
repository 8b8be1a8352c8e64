"""A click group that imports a command when it is asked for, so that each starts as fast as it can."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click


class LazyGroup(click.Group):
    """Finds the command NAME as the attribute `command` of the module `<package>.<name>`."""

    package: str = "koban.cli"
    names: Sequence[str] = ()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of `names`."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.names:
            return None
        command = import_module(self._module(cmd_name)).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{self._module(cmd_name)}.command is no click command")
        return command

    def _module(self, name: str) -> str:
        return f"{self.package}.{name}"
