"""One command, and everything runs: at its own address, in its own language."""

from __future__ import annotations

import re
import socket
import time

import httpx

from tests.acceptance.fleet import Fleet, wait_for
from tests.acceptance.small import make_small

LANGUAGES = {"zoutkade": "nl", "modrzewie-gorne": "pl", "ribeira-do-farol": "pt", "kastanienviertel": "de"}
CONDITION = {"type", "status", "reason", "message", "observedGeneration", "lastTransitionTime"}


def test_four_communities_are_ready_and_their_addresses_are_told(examples: Fleet) -> None:
    status = examples.status()
    assert set(status) == set(LANGUAGES)
    head = examples.git("rev-parse", "HEAD")
    for name, one in status.items():
        assert one["ready"], one
        assert re.fullmatch("[0-9a-f]{64}", one["digest"])
        assert one["appliedRevision"] == one["attemptedRevision"]
        assert len(one["appliedRevision"]) == len(head)
        assert {"Valid", "Applied", "Healthy", "Ready"} <= {
            condition["type"] for condition in one["conditions"]
        }
        assert all(set(condition) == CONDITION for condition in one["conditions"])
        stands = {condition["type"]: condition["status"] for condition in one["conditions"]}
        assert stands.pop("Drifted", "False") == "False"
        assert set(stands.values()) == {"True"}
        assert one["urls"] == {
            "app": f"http://{name}.localhost:{examples.port}",
            "desk": f"http://desk.{name}.localhost:{examples.port}",
        }
        assert one["urls"]["app"] in examples.said()
        assert f"{one['urls']['desk']}/sign-in?token=" in examples.said()


def test_each_answers_at_its_own_host_name_in_its_own_language(examples: Fleet) -> None:
    for name, language in LANGUAGES.items():
        answer = examples.get(name)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.text
        manifest = next(examples.folder.glob(f"deployments/*/{name}/community.yaml")).read_text(
            encoding="utf-8"
        )
        title = re.search(r"(?m)^  title: (.*)$", manifest)
        assert title is not None
        assert title[1] in answer.text
    assert examples.get("nobody").status_code == 421
    assert examples.client.get("/").status_code == 421


def test_the_sign_in_link_opens_the_desk(examples: Fleet) -> None:
    link = re.search(
        rf"http://desk\.zoutkade\.localhost:{examples.port}(/sign-in\?token=\S+)", examples.said()
    )
    assert link is not None
    host = {"host": f"desk.zoutkade.localhost:{examples.port}"}
    answer = examples.client.get(link[1], headers=host)
    assert answer.status_code in {200, 303}


def test_the_control_page_shows_the_fleet(examples: Fleet) -> None:
    base = f"http://127.0.0.1:{examples.port + 1}"
    page = httpx.get(base)
    assert page.status_code == 200
    assert all(name in page.text for name in LANGUAGES)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    health = httpx.get(f"{base}/healthz")
    assert (health.status_code, health.json()["alive"]) == (200, True)
    assert httpx.get(base, headers={"host": "elsewhere.example"}).status_code == 421


def test_a_second_one_says_that_one_runs(examples: Fleet) -> None:
    done = examples.koban("up", "--port", str(examples.port + 2))
    assert done.returncode == 5
    assert "runs already" in done.stderr
    assert examples.get("zoutkade").status_code == 200


def test_a_taken_port_is_told_plainly(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", workspace.port))
        taken.listen()
        done = workspace.koban("up", "--port", str(workspace.port))
    assert done.returncode == 5
    assert f"port {workspace.port} is in use" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_repository_it_says_what_to_do(workspace: Fleet) -> None:
    done = workspace.koban("up", "--port", str(workspace.port))
    assert (done.returncode, "koban.yaml" in done.stderr) == (5, True)
    (workspace.folder / "koban.yaml").write_text(
        "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: x}\nspec: {}\n"
    )
    done = workspace.koban("up", "--port", str(workspace.port))
    assert (done.returncode, "git init" in done.stderr) == (5, True)


def test_it_stops_within_five_seconds_and_takes_its_processes_along(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    workspace.up()
    workspace.wait_until_announced()
    assert workspace.pids("host")
    before = time.monotonic()
    assert workspace.stop() == 0
    assert time.monotonic() - before < 5
    wait_for(lambda: not workspace.pids("host") + workspace.pids("jobs"), "both processes are gone", 2)
    quay = workspace.status()["quay"]
    assert (quay["ready"], quay["appliedRevision"]) == (True, workspace.git("rev-parse", "HEAD"))


def test_the_working_tree_can_be_followed_without_commits(workspace: Fleet) -> None:
    make_small(workspace, "quay")
    workspace.up("--working-tree")
    workspace.wait_until_announced()
    file = workspace.folder / "deployments/harbour/quay/community.yaml"
    file.write_text(file.read_text().replace("title: Quay", "title: Unsaved"))
    wait_for(lambda: workspace.shows("quay", "Unsaved"), "the edited title is served", 10)
    assert workspace.stop() == 0
