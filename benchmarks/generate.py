"""A workspace with as many communities as one likes, each complete and a little different from the others."""

from __future__ import annotations

import json
import math
import random
import subprocess
from pathlib import Path
from typing import Any

FORCE = "measured"
CATEGORY = "noise"
"""A category without questions, that reports are sent to."""
_WORKSPACE = "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: measured}\nspec: {branch: main}\n"
_FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: measured}
spec:
  title: Measured force
  language: en
  timeZone: Europe/Lisbon
  country: PT
  emergency: {call: "112", text: In danger? Call 112.}
  roles: {officer: [local:officers], unit-lead: [local:leads]}
  purposes:
    response: {title: Answering reports, law: gdpr, retention: 180d, readers: [officer]}
    participation: {title: Deciding together, law: gdpr, retention: 365d, readers: [officer]}
  controllers: {police: {name: Measured force, contact: office@measured.example}}
"""


def community_name(number: int) -> str:
    """The name of the community with this number, from 0."""
    return f"place-{number:04}"


def generate(folder: Path, count: int) -> Path:
    """Make a committed workspace with `count` communities in `folder`."""
    _write(folder / "koban.yaml", _WORKSPACE)
    force = folder / "deployments" / FORCE
    _write(force / "force.yaml", _FORCE)
    for number in range(count):
        name = community_name(number)
        _write(force / name / "community.yaml", _community(number, name))
        _write(force / name / "area.geojson", json.dumps(_area(number)))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "Begin")
    return folder


def commit(folder: Path, message: str) -> None:
    """Commit everything as it lies there."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def git(folder: Path, *arguments: str) -> None:
    """Run git in `folder`."""
    who = ("-c", "user.name=bench", "-c", "user.email=bench@koban.example", "-c", "gc.auto=0")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _community(number: int, name: str) -> str:
    categories = "".join(
        f"""
          matter-{n}:
            label: Matter number {n} of {name}
            kind: report
            purpose: response
            firstAnswer: 2wd
            ask:
              when: {{type: datetime, label: When was it?}}
              how: {{type: choice, label: How was it?, options: {{bad: Bad, worse: Worse, worst: Worst}}}}"""
        for n in range(8)
    )
    return f"""\
apiVersion: koban/v1
kind: Community
metadata: {{name: {name}}}
spec:
  title: Place {number}
  languages: [en]
  summary: The {number}th place, where people live, work and meet, and where the unit is known by name.
  area: {{file: area.geojson}}
  unit:
    name: Unit of place {number}
    posts: 2
    maxOpenCases: 30
    phone: "+000 000"
    staffedHours: "Mo-Fr 08:00-16:00; PH off"
    whenEmpty: Call the station of the next town, day and night.
  features:
    report:
      with:
        categories:
          {CATEGORY}: {{label: Noise at night, kind: report, purpose: response, firstAnswer: 2wd}}{categories}
    news: true
    officers: true
    proposals: {{with: {{purpose: participation}}}}
  app: {{colour: "#{_dark(number):06x}"}}
"""


def _dark(number: int) -> int:
    """A colour that is readable on white."""
    return (number * 2_654_435_761) % 0x1000000 & 0x5F5F5F


def _area(number: int) -> dict[str, Any]:
    chance = random.Random(number)
    west, south = -8.0 + number % 25 / 10, 38.0 + number // 25 / 10
    ring = [
        [
            round(west + chance.uniform(0.02, 0.03) * math.cos(turn * math.tau / 40), 6),
            round(south + chance.uniform(0.02, 0.03) * math.sin(turn * math.tau / 40), 6),
        ]
        for turn in range(40)
    ]
    polygon = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"name": "Middle"}, "geometry": polygon}],
    }
