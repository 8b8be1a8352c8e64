"""The option `--grants`: the file in which an operator says what each force may use."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name

import click

from koban.cli.context import Context
from koban.compile.grants import GrantsError
from koban.diagnostics.diagnostic import Diagnostic
from koban.model.grants import Grants
from koban.plugin.registry import Registry

grants_option = click.option(
    "--grants",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What operators granted to forces.  [default: grants.yaml in the state folder]",
)
"""`--grants FILE`, handed to the command as a path, or None."""
GRANTS_FILE = "grants.yaml"
KnownGrants = tuple[Grants | None, list[Diagnostic]]
"""What is granted, None if that is not known, and what is wrong with the file."""


def known_grants(context: Context, file: Path | None, registry: Registry) -> KnownGrants:
    """What `file`, else the state folder, says is granted. It is not known where there is no file, or a wrong one."""
    path = file or context.state / GRANTS_FILE
    if not path.exists():
        return None, []
    # Loaded only now: it asks Git, which takes longer to load than most workspaces to check.
    reader = resolve_name("koban.sources.grants:GrantsFile")(path, registry)
    try:
        grants: Grants = reader.read()
    except GrantsError as error:
        return None, error.diagnostics
    return grants, []
