"""Bad input that is too large or too odd to keep in a repository: each gives one diagnostic, quickly, and no traceback."""

from pathlib import Path
from time import process_time

import pytest

from koban.diagnostics.diagnostic import Diagnostic
from koban.plugin.registry import Registry
from tests.diagnostics.workspaces import COMMUNITY, check, make_workspace


def _one(folder: Path, registry: Registry) -> Diagnostic:
    start = process_time()
    checked, screen = check(folder, registry)
    assert process_time() - start < 10
    (found,) = checked.diagnostics()
    assert "Traceback" not in screen
    return found


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("KB110", b"# " + b"x" * 10_000_000),
        ("KB111", b"a: " + b"[" * 500_000),
        ("KB111", b"{a: " * 200_000),
        ("KB111", b"".join(b" " * depth + b"a:\n" for depth in range(1000))),
        ("KB112", b"a: [" + b"1," * 200_000 + b"]"),
        ("KB109", "title: Zoutkade".encode("utf-16")),
        ("KB109", b"title: caf\xe9\n"),
        ("KB109", b"title: \x00\x00\n"),
        ("KB115", b"title: \x01\n"),
        ("KB105", b"a: &a [x]\n" + b"b: [" + b"*a," * 40_000 + b"]"),
        ("KB101", b"\x80PNG"[1:] + b': "'),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unusual_bytes_give_one_code(code: str, body: bytes, tmp_path: Path, registry: Registry) -> None:
    make_workspace(tmp_path)
    (tmp_path / COMMUNITY).write_bytes(body)
    assert _one(tmp_path, registry).code == code


def test_many_mistakes_are_bounded(tmp_path: Path, registry: Registry) -> None:
    make_workspace(tmp_path)
    (tmp_path / COMMUNITY).write_bytes(b"a:\n" * 50_000)
    checked, screen = check(tmp_path, registry)
    assert len(checked.diagnostics()) <= 50
    assert len(screen.splitlines()) < 120


def test_symlinked_manifest_is_not_followed(tmp_path: Path, registry: Registry) -> None:
    make_workspace(tmp_path)
    (tmp_path / "elsewhere.yaml").write_bytes((tmp_path / COMMUNITY).read_bytes())
    (tmp_path / COMMUNITY).unlink()
    (tmp_path / COMMUNITY).symlink_to(tmp_path / "elsewhere.yaml")
    found = _one(tmp_path, registry)
    assert (found.code, found.span.file) == ("KB117", COMMUNITY)


def test_symlinked_file_is_not_followed(tmp_path: Path, registry: Registry) -> None:
    make_workspace(tmp_path)
    area = tmp_path / COMMUNITY
    area.write_text(area.read_text() + "  area: {file: other.geojson}\n")
    (area.parent / "other.geojson").symlink_to("area.geojson")
    assert _one(tmp_path, registry).code == "KB313"


def test_symlinked_folder_of_a_force_is_not_followed(tmp_path: Path, registry: Registry) -> None:
    make_workspace(tmp_path)
    (tmp_path / "deployments/quay").symlink_to("haven", target_is_directory=True)
    found = _one(tmp_path, registry)
    assert (found.code, found.span.file) == ("KB117", "deployments/quay")


def test_large_file_that_is_named_is_not_read(tmp_path: Path, registry: Registry) -> None:
    make_workspace(tmp_path)
    area = tmp_path / COMMUNITY
    area.write_text(area.read_text() + "  area: {file: big.geojson}\n")
    with (area.parent / "big.geojson").open("wb") as file:
        file.truncate(40_000_000)
    assert _one(tmp_path, registry).code == "KB334"


def test_folder_that_is_no_workspace(tmp_path: Path, registry: Registry) -> None:
    found = _one(tmp_path, registry)
    assert (found.code, found.span.file) == ("KB240", "koban.yaml")
