"""A real yaml-language-server on a copy of this repository's manifests and schemas."""

import shutil
from pathlib import Path

import pytest
from language_server import language_server

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SERVER = HERE / "node_modules/yaml-language-server/bin/yaml-language-server"
SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}},
}


@pytest.fixture(scope="session")
def node() -> str:
    """Where Node is."""
    found = shutil.which("node")
    if found is None or not SERVER.exists():
        pytest.fail("editor tests need Node and what .ci/editor installs: run it", pytrace=False)
    return found


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything that people write here, and of the schemas."""
    folder = tmp_path_factory.mktemp("workspace")
    for name in ("deployments", "blueprints", "schemas"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "koban.yaml", folder)
    return folder


@pytest.fixture(scope="session")
def editor(node: str, workspace: Path):
    """The server, as an editor starts it."""
    with language_server([node, str(SERVER), "--stdio"], workspace, SETTINGS) as server:
        yield server
