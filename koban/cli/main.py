"""The command `koban`: options that all commands share, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

import koban
from koban.cli.context import Context
from koban.cli.exit import Exit, FailedError
from koban.cli.lazy import LazyGroup
from koban.store.errors import StoreError

_INTERRUPTED = 130
_THE_MACHINES = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.ENOTDIR,
    errno.EMFILE,
}
"""What a machine refuses, rather than what KOBAN gets wrong."""
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Commands(LazyGroup):
    names = (
        "up",
        "check",
        "fmt",
        "migrate",
        "explain",
        "show",
        "new",
        "texts",
        "plan",
        "preview",
        "ci",
        "apply",
        "reconcile",
        "status",
        "history",
        "host",
        "jobs",
        "grant",
        "schema",
        "plugin",
        "capability",
    )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The workspace: the folder with koban.yaml.  [default: here]",
)
@click.option("--state", type=_FOLDER, help="Where state lies.  [default: .koban in the workspace]")
@click.option("--debug", is_flag=True, help="Show tracebacks of mistakes in KOBAN itself.")
@click.version_option(koban.__version__, prog_name="koban")
@click.pass_context
def cli(context: click.Context, folder: Path, state: Path | None, *, debug: bool) -> None:
    """From a Git repository of manifests to running community apps."""
    context.obj = Context(folder, state or folder / ".koban", debug)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    try:
        code = cli.main(list(arguments), prog_name="koban", standalone_mode=False)
    except FailedError as error:
        error.show()
        return Exit.FAILED
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except click.Abort:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE
    except StoreError as error:
        FailedError(f"{error}; make room, or give the folder to the user who runs KOBAN").show()
        return Exit.FAILED
    except OSError as error:
        if error.errno not in _THE_MACHINES:
            _tell_bug(error, debug="--debug" in arguments)
            return Exit.BUG
        FailedError(f"{error.filename or 'a file'}: {error.strerror}").show()
        return Exit.FAILED
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a message
        _tell_bug(error, debug="--debug" in arguments)
        return Exit.BUG
    return code if isinstance(code, int) else Exit.FINE


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run(sys.argv[1:]))


def _tell_bug(error: Exception, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(error)
        return
    last = traceback.extract_tb(error.__traceback__)[-1]
    words = str(error).replace("\n", " ")[:300]
    place = f"{Path(last.filename).name}:{last.lineno}"
    click.echo(
        f"koban: a mistake in KOBAN or a plugin: {type(error).__name__}: {words} ({place}); --debug tells more",
        err=True,
    )
