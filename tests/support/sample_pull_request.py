"""A small workspace with a history, and pull requests over it."""

from __future__ import annotations

from pathlib import Path

from koban.testing.workspace import Workspace, make_workspace

FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: %s}
spec:
  title: Politie
  language: nl
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: Bel 112.}
  roles:
    officer: ["local:team"]
    unit-lead: ["local:lead"]
    chief: ["local:chief"]
  approvals:
    cosmetic: [unit-lead]
    service: [unit-lead]
    data: [chief]
    destructive: [chief, unit-lead]
  purposes:
    response:
      title: Meldingen
      law: gdpr
      retention: 180d
      readers: [officer]
  controllers: {police: {name: PZ, contact: dpo@haven.example}}
  limits:
    features.*.with.categories.*.firstAnswer: {max: 5wd}
"""
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {name: %s}
spec:
  title: %s
  languages: [nl]
  unit: {name: Wijkteam, posts: 2, phone: "+32 1", staffedHours: "Mo-Fr 09:00-17:00", whenEmpty: Bel 112., maxOpenCases: 40}
  features:
    news: true
    report:
      with:
        categories:
          litter: {label: Zwerfvuil, kind: report, anonymous: allowed, firstAnswer: 2wd, purpose: response}
"""
HAVEN = "deployments/haven/force.yaml"


def manifest(name: str, force: str = "haven") -> str:
    """Where a community's manifest lies."""
    return f"deployments/{force}/{name}/community.yaml"


def community(name: str, title: str = "") -> str:
    """A manifest's text."""
    return COMMUNITY % (name, title or name.title())


def force(name: str = "haven") -> str:
    """A force's text."""
    return FORCE % name


def begin(folder: Path, *names: str) -> Workspace:
    """A repository of one force, with communities called `names`; `main` is where all stands as it is applied."""
    files = {manifest(name): community(name) for name in names}
    return make_workspace(folder, {HAVEN: force(), ".gitignore": ".koban/\n", **files})


def edit(workspace: Workspace, path: str, old: str, new: str) -> None:
    """Replace what stands once in a file."""
    text = (workspace.path / path).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    workspace.write(path, text.replace(old, new))
