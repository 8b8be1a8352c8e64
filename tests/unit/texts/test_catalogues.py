"""Every text in code and templates stands in every catalogue, translated, with the same names in braces."""

from pathlib import Path

import pytest

from koban.testing.catalogues import extract, faults, languages, packages

ROOT = Path(__file__).parents[3]
PACKAGES = [*packages(ROOT / "koban"), *sorted(one.parent for one in ROOT.glob("plugins/*/koban_*/locales"))]


@pytest.mark.parametrize(
    ("package", "language"),
    [(package, language) for package in PACKAGES for language in languages(package)],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_catalogue_is_complete(package, language):
    assert sorted(faults(package, language)) == []


def test_plans_have_catalogues_of_their_own_in_their_own_languages():
    whole, plan = packages(ROOT / "koban")
    assert (languages(whole)[:2], languages(plan)) == (("ar", "de"), ("nl", "de", "pl", "pt"))
    assert "Back" in extract(whole)
    assert "Back" not in extract(plan)
    assert "The title of the community is now {after} instead of {before}" in extract(plan)
    assert "The title of the community is now {after} instead of {before}" not in extract(whole)
