"""Every text in code and templates stands in every catalogue, translated, with the same names in braces."""

from pathlib import Path

import pytest

from koban.testing.catalogues import LANGUAGES, faults

ROOT = Path(__file__).parents[3]
PACKAGES = [ROOT / "koban", *sorted(ROOT.glob("plugins/*/koban_*/locales/.."))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.resolve().name)
def test_catalogue_is_complete(package, language):
    assert sorted(faults(package.resolve(), language)) == []
