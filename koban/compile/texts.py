"""Which texts for people a community has, whatever else may be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from koban.compile.compiler import walk_community
from koban.compile.findings import Findings
from koban.compile.functions import Functions, check_functions
from koban.manifest.community import LoadedCommunity
from koban.manifest.layout import COMMUNITY_FILE
from koban.manifest.node import Node
from koban.manifest.translation.fit import Shape
from koban.manifest.translation.original import Original, arrange, originals
from koban.manifest.walk import FoundText, Path
from koban.model.base import Surroundings
from koban.model.community import CommunitySpec
from koban.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class CommunityTexts:
    """What there is to translate."""

    originals: list[Original]
    """In the order of the manifest."""
    languages: tuple[str, ...]
    """Those that are declared; the first is the one it is written in."""
    shape: Shape


def find_texts(loaded: LoadedCommunity, registry: Registry) -> CommunityTexts | None:
    """The texts of a community that was read without its `texts/`; None if it has errors that hide some."""
    if loaded.node is None:
        return None
    spec = arrange(loaded.node, f"{loaded.folder}/{COMMUNITY_FILE}")
    around = Surroundings(loaded.language)
    try:
        checked = CommunitySpec.model_validate(spec.plain(), context=around)
    except ValidationError:
        return None
    functions = check_functions(spec, registry, around, Findings(spec))
    if not functions.complete:
        return None
    found = [one for one in walk_community(checked, functions) if isinstance(one, FoundText)]
    texts = originals(found, spec, loaded.language)
    shape = Shape(spec, {text.path for text in texts}, set(_unseen(spec, functions)))
    return CommunityTexts(texts, tuple(checked.languages), shape)


def _unseen(spec: Node, functions: Functions) -> Iterator[Path]:
    for kind, seen in (("features", functions.features), ("connectors", functions.connectors)):
        entries = spec.get(kind)
        for name in entries.value if entries is not None and isinstance(entries.value, dict) else ():
            instance = seen.get(name)
            if instance is None or not isinstance(instance.settings.value, BaseModel):
                yield (kind, name)
