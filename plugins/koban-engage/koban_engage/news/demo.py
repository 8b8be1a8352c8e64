"""Made-up news, in the community's first language and in the others as far as it was translated."""

from __future__ import annotations

from koban.api.jobs import Demo
from koban_engage.made_up import made_up, some_time_ago
from koban_engage.news.records import ARTICLE, Article, Version


def fill(demo: Demo) -> None:
    """Add the made-up articles; a second run adds nothing."""
    own = {name: entry for name, entry in made_up(demo.language).get("news", {}).items() if "days" in entry}
    for name, entry in sorted(own.items(), key=lambda item: -item[1]["days"]):
        _add(demo, name, entry["days"])


def _add(demo: Demo, name: str, days: int) -> None:
    published = some_time_ago(demo, name, days)
    article = Article(versions=_versions(demo, name), state="published", published=published, turn=1)
    id_ = demo.keyed_hash(f"demo:{demo.instance}:article:{name}")
    demo.write(lambda writer: writer.add(ARTICLE, article, instance=demo.instance, id=id_))


def _versions(demo: Demo, name: str) -> dict[str, Version]:
    texts = {language: made_up(language).get("news", {}).get(name) for language in demo.community.languages}
    return {
        language: Version(title=text["title"], text=text["text"])
        for language, text in texts.items()
        if text is not None
    }
