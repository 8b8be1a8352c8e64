"""The installed plugins, loaded once."""

import pytest

from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()
