"""Which declared languages are complete. Only those are offered to people."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from koban.compile.findings import Findings
from koban.compile.functions import Functions, purposes_named
from koban.diagnostics.diagnostic import Related
from koban.manifest.node import Node
from koban.manifest.parents import DEFAULT
from koban.manifest.walk import FoundText, Path
from koban.model.community import CommunitySpec
from koban.model.force import ForceSpec

_NAMED = 3


def complete_languages(
    name: str, spec: CommunitySpec, texts: Iterable[FoundText], told: Collection[str], findings: Findings
) -> list[str]:
    """The first language, and each further one in which nothing is missing; the others are warned of.

    `name` is the community's. Of the languages in `told` enough is said already.
    """
    first, *further = spec.languages
    texts = list(texts)
    in_first = [text for text in texts if first in text.words]
    own = {first, first.split("-", maxsplit=1)[0]}
    strange = [text for text in texts if not own & text.words.keys() and _written(text.path, findings.node)]
    _check_first(first, strange, findings)
    offered = [first]
    for index, language in enumerate(further, 1):
        missing = [text for text in in_first if language not in text.words]
        if not missing:
            offered.append(language)
            continue
        if language.lower() in told:
            continue
        count = "1 text is" if len(missing) == 1 else f"{len(missing)} texts are"
        findings.warning(
            "KB338",
            ("languages", index),
            f"{language} is not offered yet: {count} missing ({_some(missing)})",
            help=f"write them in texts/{language}.yaml under the same keys; koban texts {name} lists them",
        )
    return offered


def _check_first(first: str, strange: list[FoundText], findings: Findings) -> None:
    """Texts that only a parent gives, and not in the first language: people would read them in another one."""
    if not strange:
        return
    names, what = _some(strange), "1 text does" if len(strange) == 1 else f"{len(strange)} texts do"
    findings.warning(
        "KB355",
        ("languages", 0),
        f"{what} not exist in {first}, the first language ({names})",
        help="write them under the same keys in the manifest, or in the blueprint or force.yaml that they come from",
    )


def _written(path: Path, node: Node) -> bool:
    """Whether somebody wrote it for these communities; what a plugin says of itself is the plugin's business."""
    found = node.get(*path)
    return found is not None and not found.span.file.startswith(DEFAULT)


def _some(texts: list[FoundText]) -> str:
    more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    return ", ".join(_dotted(text.path) for text in texts[:_NAMED]) + more


def languages_of_purposes(
    offered: list[str], spec: CommunitySpec, force: ForceSpec, functions: Functions, findings: Findings
) -> list[str]:
    """Those of `offered` in which the privacy notice can name what this app collects data for, and the first."""
    kept = offered[:1]
    named = purposes_named(functions)
    used = [name for name in force.purposes if name in named]
    for language in offered[1:]:
        missing = [
            name
            for name in used
            if not {language, language.split("-")[0]} & force.purposes[name].title.keys()
        ]
        if not missing:
            kept.append(language)
            continue
        if language not in force.emergency.text:
            continue  # force.yaml is not written in this language yet, which is told
        names = ", ".join(f'"{name}"' for name in missing[:_NAMED])
        what = "purposes" if len(missing) > 1 else "purpose"
        findings.warning(
            "KB338",
            ("languages", spec.languages.index(language)),
            f"{language} is not offered yet: the force has no title for the {what} {names} in it",
            help=f"add {language} to `title` below `purposes` in force.yaml: the privacy notice needs it",
        )
    return kept


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)


def check_safety_texts(
    spec: CommunitySpec, force: ForceSpec, force_node: Node | None, findings: Findings
) -> None:
    """The emergency notice stands before every intake, so it must exist in every declared language."""
    place = force_node.get("emergency", "text") if force_node else None
    related = [Related(place.span, "the notice stands here")] if place else []
    for index, language in enumerate(spec.languages):
        if language not in force.emergency.text:
            findings.error(
                "KB337",
                ("languages", index),
                f"the emergency notice does not exist in {language}",
                help=f"add {language} to `emergency.text` in force.yaml",
                related=related,
            )


def check_twice(spec: CommunitySpec, findings: Findings) -> None:
    """No language is declared twice."""
    for index, language in enumerate(spec.languages):
        if language in spec.languages[:index]:
            findings.error(
                "KB345", ("languages", index), f'"{language}" is declared twice', help="delete one of them"
            )
