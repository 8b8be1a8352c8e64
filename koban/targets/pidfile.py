"""Which process is ours, written where the next supervisor finds it. A number alone will not do: the system uses them again."""

from __future__ import annotations

from pathlib import Path


def write_pid(file: Path, pid: int) -> None:
    """Say in `file` that `pid` is ours; whole or not at all."""
    temporary = file.with_suffix(".new")
    temporary.write_text(f"{pid} {_born(pid)}\n")
    temporary.replace(file)


def read_pid(file: Path) -> int | None:
    """The process named in `file` if it still runs, else None."""
    try:
        pid, born = file.read_text().split()
    except (FileNotFoundError, ValueError):
        return None
    if not pid.isdigit() or _born(int(pid)) != born or _is_zombie(int(pid)):
        return None
    return int(pid)


def is_alive(pid: int) -> bool:
    """Whether `pid` runs; one that ended and was not collected does not."""
    return _born(pid) != "" and not _is_zombie(pid)


def _born(pid: int) -> str:
    """When the process began, in clock ticks since boot (proc(5), field 22), or nothing if there is none."""
    fields = _stat(pid)
    return fields[19] if fields else ""


def _is_zombie(pid: int) -> bool:
    fields = _stat(pid)
    return bool(fields) and fields[0] in "ZX"


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    # The second field is the program's name in brackets and may itself hold blanks and brackets.
    return text.rpartition(")")[2].split()
