"""What plugins' tests are given."""

import subprocess
import sys
from datetime import timedelta
from urllib.request import urlopen

import pytest

LIGHT = """
import sys
import pytest
before = set(sys.modules)
import koban.testing.fixtures
heavy = {"pydantic", "fastapi", "sqlalchemy", "httpx", "koban.host", "koban.plugin"} & (set(sys.modules) - before)
assert not heavy, heavy
"""


def test_a_workspace_is_a_repository(workspace):
    made = workspace({"deployments/a/force.yaml": "x"})
    first = made.git("rev-parse", "HEAD").strip()
    assert (made.path / "koban.yaml").read_text().startswith("apiVersion: koban/v1")
    made.write("deployments/a/force.yaml", "y")
    second = made.commit("Say y")
    assert made.git("log", "--format=%H %s").splitlines() == [f"{second} Say y", f"{first} Begin"]
    assert made.git("show", f"{first}:deployments/a/force.yaml") == "x"


def test_the_clock_moves_when_told(clock):
    before = clock.now()
    clock.advance(timedelta(hours=1))
    assert clock.now() - before == timedelta(hours=1)


def test_the_registry_has_what_is_installed(registry):
    assert {"koban-engage", "koban-framework", "koban-opendata"} <= set(registry.plugins)
    assert registry.problems == ()


def test_upstream_answers_and_remembers(upstream):
    with urlopen(upstream.serve("/a", "hello")) as answer:
        assert answer.read() == b"hello"
    assert [asked.path for asked in upstream.requests] == ["/a"]


def test_a_community_runs_in_memory(community):
    app = community({"title": "Harbour", "features": {"news": True}})
    assert "Harbour" in app.get("/").text
    assert app.get("/news/").status_code == 200
    assert app.get("/report/").status_code == 404
    assert app.desk.get("/", follow_redirects=False).status_code == 303
    assert app.sign_in().get("/").status_code == 200


def test_a_community_with_a_mistake_is_told_where(community):
    with pytest.raises(AssertionError, match=r"community\.yaml:\d+:\d+: .*nwes"):
        community({"features": {"nwes": True}})


def test_the_plugin_does_not_slow_other_projects():
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
