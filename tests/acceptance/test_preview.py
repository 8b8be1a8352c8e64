"""`koban preview` with real processes: both sides are served, nothing is touched, and nothing stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import httpx
import pytest

from tests.acceptance.fleet import KOBAN, Fleet, wait_for
from tests.acceptance.small import make_small, manifest


class Preview:
    """A running preview of what lies in a fleet's folder."""

    def __init__(self, fleet: Fleet, temporary: Path, *options: str) -> None:
        self.temporary, self.output = temporary, fleet.output
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [KOBAN, "-C", fleet.folder, "preview", "--base", "main", "--port", "0", *options],
                stdout=output,
                stderr=output,
                env=os.environ | {"TMPDIR": str(temporary)},
            )
        wait_for(lambda: "Preview: " in self.output.read_text(), "the preview tells its address", 120)
        found = re.search(r"Preview: (http://localhost:\d+)", self.output.read_text())
        assert found is not None
        self.page = found[1]

    def read(self, path: str = "/") -> str:
        return httpx.get(self.page + path, timeout=10).text

    def app(self, url: str) -> httpx.Response:
        address = httpx.URL(url)
        return httpx.get(
            f"http://127.0.0.1:{address.port}{address.path}",
            headers={"host": f"{address.host}:{address.port}"},
            timeout=20,
        )

    def processes(self) -> list[str]:
        """Command lines that name the throw-away folder."""
        names = (entry / "cmdline" for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [line for line in map(_read, names) if str(self.temporary) in line]

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.fixture
def proposal(workspace: Fleet) -> Fleet:
    """Two communities; one is retitled in the working tree, and one comes."""
    make_small(workspace, "quay", "hill")
    workspace.git("switch", "--quiet", "--create", "mine")
    file = workspace.folder / manifest("quay")
    file.write_text(file.read_text().replace("title: Quay", "title: The Old Quay"))
    new = workspace.folder / manifest("dyke")
    new.parent.mkdir()
    new.write_text(
        (workspace.folder / manifest("hill")).read_text().replace("hill", "dyke").replace("Hill", "Dyke")
    )
    return workspace


@pytest.fixture
def preview(proposal: Fleet) -> Iterator[Preview]:
    # So long that sockets must lie beside the state, and not longer than they may be there.
    temporary = Path(mkdtemp(prefix="koban-test-".ljust(50, "x"), dir="/tmp"))
    running = Preview(proposal, temporary)
    yield running
    if running.process.poll() is None:
        running.stop()
    temporary.rmdir()


def test_both_sides_are_there_with_made_up_data_and_nothing_stays(preview: Preview, proposal: Fleet) -> None:
    assert 'href="/quay"' in preview.read()
    assert "hill" not in preview.read()
    urls = re.findall(r'<iframe src="([^"]+)"', preview.read("/quay"))
    now, proposed = map(preview.app, urls)
    assert ("Quay" in now.text, "The Old Quay" in now.text) == (True, False)
    assert "The Old Quay" in proposed.text
    for url in urls:
        assert re.search(r'href="/news/[^"/]+"', preview.app(f"{url}news/").text), "made-up news"
    for answer in (now, proposed):
        assert f"frame-ancestors {preview.page}" in answer.headers["content-security-policy"]
    dyke = preview.read("/dyke")
    assert dyke.count("<iframe") == 1
    assert "It is not there yet." in dyke
    (folder,) = preview.temporary.glob("koban-preview-*")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(preview.processes()) == 4
    assert preview.stop() == 0
    assert list(preview.temporary.iterdir()) == []
    assert preview.processes() == []
    assert not (proposal.folder / ".koban").exists()
    assert proposal.git("status", "--porcelain").split("\n") == [
        f" M {manifest('quay')}".strip(),
        "?? deployments/harbour/dyke/",
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_ends_cleanly_however_it_is_ended(preview: Preview, number: signal.Signals) -> None:
    assert preview.stop(number) == 0
    assert list(preview.temporary.iterdir()) == []
    assert preview.processes() == []


def test_nothing_to_show_is_said_at_once(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    done = workspace.koban("preview", "--base", "HEAD")
    assert (done.returncode, "no community would change" in done.stdout) == (0, True)
    file = workspace.folder / manifest("quay")
    file.write_text(file.read_text().replace("news: true", "nws: true"))
    done = workspace.koban("preview", "--base", "HEAD")
    assert (done.returncode, "quay: has mistakes" in done.stderr) == (1, True)
