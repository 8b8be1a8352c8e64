"""Each code's bad example gives that code and nothing else, its good example nothing at all."""

from pathlib import Path

import pytest

from koban.diagnostics.codes.catalogue import CATALOGUE
from koban.plugin.registry import Registry
from tests.diagnostics.examples import lay_example
from tests.diagnostics.workspaces import check, make_workspace

# What a few lines of a manifest cannot show: sizes, encodings, links, folders, Git, plugins.
WITHOUT_EXAMPLE = {
    *("KB109", "KB110", "KB111", "KB112", "KB117", "KB120", "KB313", "KB334"),
    *("KB414", "KB416", "KB418"),
    *("KB240", "KB241", "KB242", "KB243", "KB244", "KB362"),
    *("KB222", "KB223", "KB224", "KB225"),
    *("KB221", "KB230", "KB300", "KB307", "KB308", "KB331", "KB344"),
}


# Of files that are no manifests: test_po_examples.py.
MANIFESTS = {name: code for name, code in CATALOGUE.items() if not code.file.endswith(".po")}


@pytest.mark.parametrize("name", [name for name, code in MANIFESTS.items() if code.bad])
def test_bad_example_gives_its_code(name: str, tmp_path: Path, registry: Registry) -> None:
    code = CATALOGUE[name]
    lay_example(make_workspace(tmp_path), code, code.bad)
    checked, screen = check(tmp_path, registry)
    assert [found.code for found in checked.diagnostics()] == [name], screen


@pytest.mark.parametrize("name", [name for name, code in MANIFESTS.items() if code.good])
def test_good_example_is_clean(name: str, tmp_path: Path, registry: Registry) -> None:
    code = CATALOGUE[name]
    lay_example(make_workspace(tmp_path), code, code.good)
    checked, screen = check(tmp_path, registry)
    assert not checked.diagnostics(), screen


def test_every_other_code_has_an_example() -> None:
    bare = {name for name, code in CATALOGUE.items() if not code.bad}
    assert {name for name in bare if not name.startswith(("KB5", "KB6", "KB7", "KB9"))} == WITHOUT_EXAMPLE


def test_every_code_is_told_in_words() -> None:
    for name, code in CATALOGUE.items():
        assert len(code.explanation) > 40, name
        assert not code.title.endswith("."), name
