"""What can be wrong with a repository, in words that say what to do."""

from __future__ import annotations

from pathlib import Path

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.tree import WORKSPACE_FILE


class SourceError(Exception):
    """The workspace cannot be read from Git; carries the diagnostic that people see."""

    def __init__(self, code: str, message: str, help_: str) -> None:
        """`help_` is the cure."""
        self.diagnostic = Diagnostic(code, message, Span(WORKSPACE_FILE), help=help_)
        super().__init__(f"{message}; {help_}")


def not_a_repository(path: Path) -> SourceError:
    """There is no Git repository at all."""
    return SourceError(
        "KB601",
        f"{path} is not a Git repository",
        "run `git init` there and commit the workspace, or use --working-tree to work without commits",
    )


def no_branch(branch: str) -> SourceError:
    """The followed branch has no commit."""
    return SourceError(
        "KB602",
        f'the repository has no branch called "{branch}"',
        f"commit to it (`git switch -c {branch}`), or name the branch to follow in spec.branch",
    )


def no_commit() -> SourceError:
    """The repository is new."""
    return SourceError(
        "KB602",
        "the repository has no commit yet",
        "commit the workspace (`git add --all`, then `git commit`), or use --working-tree to work without commits",
    )


def foreign_owner(path: Path) -> SourceError:
    """Git refuses the folder because someone else owns it."""
    return SourceError(
        "KB603",
        f"Git does not trust {path}, because it belongs to another user of this machine",
        f"run KOBAN as its owner, or, if you trust it, run `git config --global --add safe.directory {path}`",
    )


def not_the_root(path: Path, root: Path) -> SourceError:
    """The workspace is a folder inside a repository."""
    return SourceError(
        "KB604",
        f"the workspace {path} lies inside the Git repository {root}; it must be the repository itself",
        "move koban.yaml and deployments/ to the root of a repository of their own",
    )


def unknown_revision(revision: str) -> SourceError:
    """No such commit."""
    return SourceError(
        "KB605",
        f"the repository has no commit {revision[:40]}",
        "fetch it, or name a commit that `git log` shows",
    )


def no_git() -> SourceError:
    """Git is not installed."""
    return SourceError("KB606", "Git is not installed on this machine", "install git, version 2.30 or newer")


def broken_repository(path: Path, said: str) -> SourceError:
    """Git failed in a way that has no words of its own here."""
    return SourceError(
        "KB607",
        f"Git cannot read {path}: {said}",
        "run `git fsck` there, and restore the repository if it is damaged",
    )


def too_many_files(limit: int) -> SourceError:
    """More files than are looked at."""
    return SourceError(
        "KB608",
        f"the workspace has more than {limit:,} files",
        "keep only manifests and their files in deployments/",
    )
