"""What an officer writes for an article, checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from koban.api.web import Visit
from koban_engage.news.records import Version
from koban_engage.sent import Sent

LONGEST_TITLE = 200
LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Written:
    """Language versions, or mistakes by field (`title-<language>`, `text-<language>`)."""

    versions: dict[str, Version] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def written(visit: Visit, sent: Sent) -> Written:
    """The versions that the form holds; the first language is needed, the others may be left empty."""
    versions: dict[str, Version] = {}
    errors: dict[str, str] = {}
    for language in visit.community.languages:
        title, text = sent.text(f"title-{language}"), sent.text(f"text-{language}")
        if not title and not text and language != visit.first_language:
            continue
        wrong = _wrong(visit, language, title, text)
        errors |= wrong
        if not wrong:
            versions[language] = Version(title=title, text=text)
    return Written(versions, errors)


def _wrong(visit: Visit, language: str, title: str, text: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    name = dict(visit.languages())[language]
    if not title:
        errors[f"title-{language}"] = visit._("{language}: the title is missing.", language=name)
    elif len(title) > LONGEST_TITLE:
        errors[f"title-{language}"] = visit._("Write at most {limit} characters.", limit=LONGEST_TITLE)
    if not text:
        errors[f"text-{language}"] = visit._("{language}: the text is missing.", language=name)
    elif len(text) > LONGEST_TEXT:
        errors[f"text-{language}"] = visit._("Write at most {limit} characters.", limit=LONGEST_TEXT)
    return errors
