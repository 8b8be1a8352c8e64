"""Looks at the texts of communities: the working tree's, and how old they are by Git's history."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from koban.compile.texts import CommunityTexts, find_texts
from koban.manifest.layout import FORCE_FILE
from koban.manifest.translation.ageing import Past, Sayings, said_at
from koban.manifest.translation.language import Translation, look_back, read_translation
from koban.manifest.translation.untranslated import Untranslated
from koban.manifest.tree import Tree
from koban.manifest.walk import Path as TextPath
from koban.manifest.workspace import LoadedCommunity, load_workspace
from koban.plugin.registry import Registry
from koban.sources.errors import SourceError
from koban.sources.history import MAX_COMMITS, read_history
from koban.sources.repository import LocalRepository

_AT_ONCE = 200


@dataclass(slots=True)
class Looked:
    """What one community has and lacks."""

    name: str
    manifest: str
    texts: CommunityTexts | None
    """None if the manifest has errors that hide some."""
    translations: list[Translation] = field(default_factory=list)
    """One for each further language that was asked for."""
    staleness: str = "known"
    """`known`, `partly` or `unknown`."""
    why: str = ""
    """Why staleness is not wholly known."""


def look_at_texts(
    folder: Path, tree: Tree, registry: Registry, names: Sequence[str], languages: Collection[str]
) -> Iterator[Looked]:
    """The texts of the communities called `names`, in `languages` or, without any, in all that they declare.

    `tree` is the working tree in `folder`.
    """
    untranslated = Untranslated(tree)
    with closing(LocalRepository(folder, "HEAD")) as repository:
        for start in range(0, len(names), _AT_ONCE):
            workspace = load_workspace(untranslated, names[start : start + _AT_ONCE], registry.parents)
            for loaded in workspace.communities.values():
                looked = _look(loaded, tree, registry, languages)
                if looked.translations:
                    _look_back(looked, loaded, folder, repository, registry)
                yield looked


def _look(loaded: LoadedCommunity, tree: Tree, registry: Registry, languages: Collection[str]) -> Looked:
    texts = find_texts(loaded, registry)
    looked = Looked(loaded.name, f"{loaded.folder}/community.yaml", texts)
    for language in texts.languages[1:] if texts is not None else ():
        if texts is not None and (not languages or language in languages):
            file = f"{loaded.folder}/texts/{language}.yaml"
            looked.translations.append(
                read_translation(texts.shape, texts.originals, texts.languages, (language, file), tree)
            )
    return looked


def _look_back(
    looked: Looked, loaded: LoadedCommunity, folder: Path, repository: LocalRepository, registry: Registry
) -> None:
    files = [
        f"{loaded.force.folder}/{FORCE_FILE}",
        looked.manifest,
        f"{loaded.folder}/texts",
        "blueprints",
    ]
    try:
        history = read_history(folder, files)
        past = Past(history.newest, history.before, _Sayings(repository, looked, files, registry).at)
        for translation in looked.translations:
            look_back(translation, past)
    except SourceError as error:
        looked.staleness, looked.why = "unknown", error.diagnostic.message
        return
    if history.cut:
        looked.staleness = "partly"
        looked.why = f"Git has the last {len(history.before)} changes only, or {MAX_COMMITS} were looked at"


class _Sayings:
    """What a community said at earlier commits, each looked up once."""

    def __init__(
        self, repository: LocalRepository, looked: Looked, files: Collection[str], registry: Registry
    ) -> None:
        self._repository = repository
        self._parents = registry.parents
        self._name = looked.name
        self._files = files
        self._paths: list[TextPath] = [each.path for each in looked.texts.originals] if looked.texts else []
        self._known: dict[str, Sayings | None] = {}

    def at(self, revision: str) -> Sayings | None:
        """By path and language; None if the manifest could not be used then."""
        if revision not in self._known:
            tree = self._repository.snapshot(revision, self._files)
            loaded = load_workspace(tree, [self._name], self._parents).communities.get(self._name)
            node = loaded.node if loaded is not None else None
            self._known[revision] = (
                said_at(node, loaded.language, self._paths)
                if loaded is not None and node is not None
                else None
            )
        return self._known[revision]
