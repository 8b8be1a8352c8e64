"""A small workspace: one force, two communities that take reports."""

from __future__ import annotations

from tests.acceptance.fleet import Fleet

WORKSPACE = """\
apiVersion: koban/v1
kind: Workspace
metadata: {name: small}
spec: {title: Small, branch: main}
"""
FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: harbour}
spec:
  title: Harbour Police
  language: en
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: In danger? Call 112.}
  roles: {officer: ["local:harbour"]}
  purposes:
    response: {title: Answering reports, law: gdpr, retention: 90d, readers: [officer]}
  controllers: {police: {name: Harbour Police, contact: privacy@harbour.example}}
"""
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {name: %s}
spec:
  title: %s
  languages: [en]
  unit: {name: The post}
  features:
    news: true
    report:
      with:
        categories:
          litter: {label: Litter, kind: report, anonymous: allowed, firstAnswer: 2d, purpose: response}
"""


def manifest(name: str) -> str:
    """Where a community's manifest lies."""
    return f"deployments/harbour/{name}/community.yaml"


def community(name: str, title: str) -> str:
    """A manifest's text."""
    return COMMUNITY % (name, title)


def make_small(fleet: Fleet, *names: str) -> None:
    """Write the workspace and its first commit."""
    fleet.git("init", "--quiet", "--initial-branch=main")
    (fleet.folder / ".gitignore").write_text(".koban/\n")
    manifests: dict[str, str | None] = {manifest(name): community(name, name.title()) for name in names}
    fleet.commit({"koban.yaml": WORKSPACE, "deployments/harbour/force.yaml": FORCE} | manifests)
