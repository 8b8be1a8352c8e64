"""Checking thousands of manifests: `koban check` beside validators that know the generated schema and nothing else."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.generate import FORCE, community_name, generate
from benchmarks.running import KOBAN
from benchmarks.took import Took, take

REPOSITORY = Path(__file__).parent.parent
SCHEMA = REPOSITORY / "schemas/v1/community.schema.json"
AJV = REPOSITORY / "tests/editor/node_modules/ajv-cli/dist/index.js"


def measure_checks(folder: Path, count: int, repeats: int, quick_repeats: int) -> dict[str, Any]:
    """Seconds (the best of some runs, more of what is quick) and memory (the most) on the same generated communities."""
    workspace, four = generate(folder / f"checked-{count}", count), generate(folder / "checked-4", 4)
    check = [*KOBAN, "-C", str(workspace), "check"]
    cold = _best(check, repeats, partial(shutil.rmtree, workspace / ".koban", ignore_errors=True))
    take(check)  # by now no file has changed just now
    edits = _edits(workspace / "deployments" / FORCE / community_name(count // 2) / "community.yaml")
    changed = _best(check, quick_repeats, partial(next, edits))
    found = {
        "koban_cold": cold,
        "koban_one_file_changed": changed,
        "koban_nothing_changed": _best(check, quick_repeats),
        "koban_four_communities": _best([*KOBAN, "-C", str(four), "check"], quick_repeats),
        "check_jsonschema": _best(_check_jsonschema(workspace), repeats),
        "ajv_cli": _best(_ajv(workspace), repeats),
    }
    return {"communities": count, **{name: took.as_data() for name, took in found.items()}}


def _check_jsonschema(workspace: Path) -> list[str]:
    return [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), *_manifests(workspace)]


def _ajv(workspace: Path) -> list[str]:
    # Words for editors beside a pattern are no JSON Schema, which its strict mode would complain of.
    options = ["validate", "--spec=draft2020", "--strict=false", "-s", str(SCHEMA)]
    return ["node", str(AJV), *options, *(part for file in _manifests(workspace) for part in ("-d", file))]


def _manifests(workspace: Path) -> list[str]:
    return sorted(str(path) for path in workspace.glob("deployments/*/*/community.yaml"))


def _edits(manifest: Path) -> Iterator[None]:
    """Gives the community another title each time it is asked."""
    text, number = manifest.read_text(encoding="utf-8"), 0
    while True:
        number += 1
        manifest.write_text(text.replace("title: Place", f"title: Changed place {number},"), encoding="utf-8")
        yield


def _nothing() -> None:
    pass


def _best(command: Sequence[str], repeats: int, before: Callable[[], object] = _nothing) -> Took:
    runs = []
    for _ in range(repeats):
        before()
        runs.append(take(command))
    return Took(min(run.seconds for run in runs), max(run.peak_bytes for run in runs))
