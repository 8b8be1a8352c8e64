"""Options that all commands share, exit codes, and what becomes of a bug."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import click
import pytest

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.main import cli, run
from koban.store.errors import StoreUnwritableError


@click.command()
@click.argument("act")
@pass_context
def probe(context: Context, act: str) -> int | None:
    """Do what a test asks for."""
    if act == "bug":
        raise LookupError("lost\nsomewhere")
    if act == "usage":
        raise click.UsageError("not like this")
    if act == "pipe":
        raise BrokenPipeError
    if act == "full":
        raise OSError(errno.ENOSPC, "No space left on device", "control.db")
    if act == "unwritable":
        raise StoreUnwritableError("control.db cannot be written: attempt to write a readonly database")
    if act == "pending":
        return Exit.PENDING
    click.echo(f"{context.folder} {context.state} {context.debug}")
    return None


@pytest.fixture(autouse=True)
def _with_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli.commands, "probe", probe)
    find = type(cli).get_command
    monkeypatch.setattr(
        type(cli), "get_command", lambda self, ctx, name: self.commands.get(name) or find(self, ctx, name)
    )


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "fine"]) == Exit.FINE
    assert run(["probe", "pending"]) == Exit.PENDING
    assert run(["probe", "usage"]) == Exit.USAGE
    assert run(["no-such-command"]) == Exit.USAGE
    assert run(["--help"]) == Exit.FINE
    assert run(["-C", "/no/such/folder", "probe", "fine"]) == Exit.USAGE
    capsys.readouterr()


@pytest.mark.parametrize("act", ["full", "unwritable"])
def test_what_the_machine_refuses_is_no_bug(act: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", act]) == Exit.FAILED
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Error: control.db")


def test_a_misspelt_command_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chekc"]) == Exit.USAGE
    assert 'there is no command "chekc"; did you mean "check"?' in capsys.readouterr().err


def test_a_bug_is_one_line_without_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "bug"]) == Exit.BUG
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "LookupError: lost somewhere (test_main.py:" in told.err
    assert "Traceback" not in told.err


def test_a_bug_with_debug_shows_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--debug", "probe", "bug"]) == Exit.BUG
    assert "Traceback" in capsys.readouterr().err


def test_state_lies_in_the_workspace_unless_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(tmp_path), "probe", "fine"])
    assert capsys.readouterr().out == f"{tmp_path} {tmp_path / '.koban'} False\n"
    run(["-C", str(tmp_path), "--state", "/elsewhere", "probe", "fine"])
    assert capsys.readouterr().out == f"{tmp_path} /elsewhere False\n"


def test_checking_loads_no_web_framework_and_no_database() -> None:
    code = "import sys, koban.cli.main, koban.cli.check; print([m for m in ('fastapi', 'sqlalchemy', 'httpx', 'git') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
