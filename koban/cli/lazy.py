"""A click group that imports a command when it is asked for, so that each starts as fast as it can."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from koban.manifest.suggestion import did_you_mean


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; for none of ours, the one that was probably meant is named."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            cure = did_you_mean(args[0], self.names) or f"commands: {', '.join(self.names)}"
            ctx.fail(f'there is no command "{args[0]}"; {cure}')
        return super().resolve_command(ctx, args)

    def _module(self, name: str) -> str:
        return f"{self.package}.{name}"
