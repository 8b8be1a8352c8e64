"""The errors of one arm of each union: pydantic complains about all arms, people meant one."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from pydantic_core import ErrorDetails

from koban.manifest.node import Node

Path = tuple[str | int, ...]


def one_arm(node: Node, errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """`errors` with those of the likeliest arm only, wherever several arms of one union complain.

    The name of the arm is left out of `loc`: it does not stand in the document.
    """
    kept: list[ErrorDetails] = []
    unions: dict[Path, dict[str, list[ErrorDetails]]] = defaultdict(lambda: defaultdict(list))
    for error in errors:
        at, arm = _arm(node, error)
        if arm is None:
            kept.append(error)
        else:
            unions[at][arm].append({**error, "loc": at + error["loc"][len(at) + 1 :]})
    for at, arms in unions.items():
        kept += min(arms.values(), key=partial(_distance, at))
    return kept


def _distance(at: Path, errors: list[ErrorDetails]) -> tuple[int, int]:
    """How far an arm is from fitting: an arm of the wrong type altogether comes last."""
    wrong_type = sum(
        len(error["loc"]) == len(at) and error["type"].endswith(("_type", "_parsing")) for error in errors
    )
    return wrong_type, len(errors)


def _arm(node: Node, error: ErrorDetails) -> tuple[Path, str | None]:
    here: Node | None = node
    loc = error["loc"]
    for index, step in enumerate(loc):
        last = index == len(loc) - 1
        if step == "[key]" or here is None:
            break
        child = here.get(step)
        if child is None:
            return loc[:index], None if last and error["type"] == "missing" else str(step)
        here = child
    return (), None
