"""Made-up texts for demonstrations, from `demo/<language>.yaml`. What becomes of them is each feature's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from koban.api.jobs import Demo

FOLDER = Path(__file__).parent / "demo"
Entry = dict[str, Any]


@cache
def made_up(language: str) -> dict[str, Any]:
    """Everything that is made up in `language`; nothing where there is no such file."""
    path = FOLDER / f"{language}.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}


def entries(demo: Demo, kind: str) -> Iterator[tuple[str, str, Entry]]:
    """(id, language, entry) of `kind` (`reports`, `proposals`) in every language of the community, the oldest first."""
    found: list[tuple[int, str, str, Entry]] = []
    for language in demo.community.languages:
        found += [
            (entry["days"], f"{language}-{number}", language, entry)
            for number, entry in enumerate(made_up(language).get(kind, []))
            if entry.get("theme") in {None, demo.community.spec.theme}
        ]
    for _, id_, language, entry in sorted(found, key=lambda row: (-row[0], row[1])):
        yield id_, language, entry


def some_time_ago(demo: Demo, id_: str, days: int) -> datetime:
    """A moment `days` days ago between seven and twenty-two, the same for the same entry; never in the future."""
    random = Random(f"{demo.community.name}/{demo.instance}/{id_}")  # noqa: S311 - must be the same every time
    day = demo.now - timedelta(days=days)
    moment = day.replace(hour=random.randint(7, 21), minute=random.randint(0, 59), second=0, microsecond=0)
    return min(moment, demo.now)
