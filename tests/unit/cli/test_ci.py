"""`koban ci`: files that Git hosts understand, whose shell parts do what they say: run here by a real sh, curl and Git."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sample_pull_request import begin, edit, manifest

from koban.cli.exit import Exit
from koban.cli.main import run
from koban.cli.workflow import FILES, workflow
from koban.manifest.reader import read

MARKER = "<!-- koban-plan -->"
ME = {"github": "github-actions[bot]", "forgejo": "forgejo-actions", "gitlab": "koban-bot"}
ACTIONS = ("github", "forgejo")


def parsed(host, folder):
    node, problems = read(workflow(host, folder).encode(), f"{host}.yaml")
    assert problems == []
    return node.plain()


def steps(host, folder):
    return {step["name"]: step for step in parsed(host, folder)["jobs"]["koban"]["steps"]}


@pytest.mark.parametrize("host", ACTIONS)
def test_a_pull_request_gets_no_more_rights_than_it_needs(host, tmp_path):
    value = parsed(host, tmp_path)
    assert list(value["on"]) == ["pull_request"]
    assert value["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "head.repo.full_name == github.repository" in steps(host, tmp_path)["Comment"]["if"]
    for step in value["jobs"]["koban"]["steps"]:
        assert "uses" not in step
        assert "${{" not in step["run"], "what others wrote would become part of a script"


@pytest.mark.parametrize("host", FILES)
def test_no_address_stands_in_the_file(host, tmp_path):
    text = workflow(host, tmp_path)
    assert "://" not in text
    assert "@@" not in text
    assert not re.search(r"\b[\w-]+\.(?:com|org|io|net|dev)\b", text)
    assert "secrets." not in text


def test_gitlab_runs_for_merge_requests_with_the_whole_history(tmp_path):
    job = parsed("gitlab", tmp_path)["koban"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert job["artifacts"]["reports"] == {"codequality": "koban-quality.json"}


@pytest.mark.parametrize("host", FILES)
def test_write_puts_it_where_the_host_looks(host, tmp_path, capsys):
    made = begin(tmp_path / "workspace", "kade")
    assert run(["-C", str(made.path), "ci", host]) == Exit.FINE
    printed = capsys.readouterr().out
    assert run(["-C", str(made.path), "ci", host, "--write"]) == Exit.FINE
    assert (made.path / FILES[host]).read_text() == printed
    assert f"written: {FILES[host]}" in capsys.readouterr().out
    assert run(["-C", str(tmp_path), "ci", host, "--write"]) == Exit.USAGE


def test_a_gitlab_file_that_is_there_is_left_to_its_owner(tmp_path, capsys):
    made = begin(tmp_path / "workspace", "kade")
    run(["-C", str(made.path), "ci", "gitlab", "--write"])
    assert read((made.path / ".gitlab-ci.yml").read_bytes(), "x")[0].plain() == {
        "include": [{"local": FILES["gitlab"]}]
    }
    made.write(".gitlab-ci.yml", "stages: [test]\n")
    capsys.readouterr()
    run(["-C", str(made.path), "ci", "gitlab", "--write"])
    assert (made.path / ".gitlab-ci.yml").read_text() == "stages: [test]\n"
    assert "Add this to .gitlab-ci.yml" in capsys.readouterr().out


def test_kobans_own_repository_installs_itself(tmp_path):
    assert "--no-build-isolation" not in workflow("github", tmp_path)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "koban"\n')
    assert "--no-build-isolation" in workflow("github", tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project\n")
    assert "--no-build-isolation" not in workflow("github", tmp_path)


class Comments:
    """Plays the part of a Git host's API that comments need."""

    def __init__(self, host):
        self.host, self.written, self.asked = host, [], []
        self.broken = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.get(self)

            def do_POST(self):
                outer.post(self)

            def do_PATCH(self):
                outer.change(self)

            def do_PUT(self):
                outer.change(self)

            def log_message(self, *_):
                """Keep still."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def add(self, author, body):
        who = {"author": {"username": author}} if self.host == "gitlab" else {"user": {"login": author}}
        self.written.append({"id": len(self.written) + 1, "body": body, **who})
        return self.written[-1]

    def get(self, request):
        self._note(request)
        parts = urlsplit(request.path)
        if parts.path.endswith("/user"):
            return self._answer(request, {"username": ME["gitlab"]})
        query = parse_qs(parts.query)
        start = (int(query["page"][0]) - 1) * 100
        return self._answer(request, self.written[start : start + 100])

    def post(self, request):
        self._note(request)
        self._answer(request, self.add(ME[self.host], self._body(request)))

    def change(self, request):
        self._note(request)
        number = int(request.path.rsplit("/", 1)[1])
        self.written[number - 1]["body"] = self._body(request)
        self._answer(request, self.written[number - 1])

    def _note(self, request):
        token = request.headers.get("Authorization") or request.headers.get("PRIVATE-TOKEN")
        self.asked.append((request.command, urlsplit(request.path).path, token))

    @staticmethod
    def _body(request):
        return json.loads(request.rfile.read(int(request.headers["Content-Length"])))["body"]

    def _answer(self, request, value):
        body = json.dumps(value).encode()
        request.send_response(500 if self.broken else 200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


@pytest.fixture(params=list(FILES))
def comments(request):
    playing = Comments(request.param)
    yield playing
    playing.close()


def shell(script, folder, **environment):
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI_"))
    }
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-e"],
        input=script,
        cwd=folder,
        env={**clean, "PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def post(comments, folder, token="s3cret"):
    """Run the part that comments, as the host would."""
    if comments.host == "gitlab":
        script = parsed("gitlab", folder)["koban"]["script"]
        parts = [part for part in script if "comment.sh" in part]
        return shell(
            f"tools='{folder}'\n" + "\n".join(parts),
            folder,
            KOBAN_TOKEN=token,
            CI_API_V4_URL=f"{comments.url}/api/v4",
            CI_PROJECT_ID="7",
            CI_MERGE_REQUEST_IID="3",
        )
    step = steps(comments.host, folder)["Comment"]
    known = {
        "github.token": token,
        "github.api_url": comments.url,
        "github.repository": "haven/communities",
        "github.event.pull_request.number": "3",
    }
    filled = {
        name: re.sub(r"\$\{\{ (.+?) \}\}", lambda match: known[match[1]], value)
        for name, value in step["env"].items()
    }
    return shell(step["run"], folder, **filled)


def test_the_first_run_writes_a_comment_and_the_next_one_rewrites_it(comments, tmp_path):
    comments.add("somebody", "Looks good")
    plan = tmp_path / "koban-plan.md"
    plan.write_text(f'{MARKER}\n\n"first" $(exit 1) `x` ü\n')
    done = post(comments, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [one["body"] for one in comments.written] == ["Looks good", plan.read_text()]
    plan.write_text(f"{MARKER}\n\nsecond\n")
    assert post(comments, tmp_path).returncode == 0
    assert [one["body"] for one in comments.written] == ["Looks good", f"{MARKER}\n\nsecond\n"]
    assert {token for _, _, token in comments.asked} <= {"Bearer s3cret", "s3cret"}
    assert "s3cret" not in done.stdout


def test_a_comment_of_somebody_else_is_left_alone(comments, tmp_path):
    comments.add("mallory", f"{MARKER}\nmine")
    (tmp_path / "koban-plan.md").write_text(f"{MARKER}\nplan\n")
    post(comments, tmp_path)
    assert [one["body"] for one in comments.written] == [f"{MARKER}\nmine", f"{MARKER}\nplan\n"]


def test_a_comment_far_down_is_found(comments, tmp_path):
    for number in range(230):
        comments.add("somebody", f"{number}")
    comments.add(ME[comments.host], f"{MARKER}\nold")
    (tmp_path / "koban-plan.md").write_text(f"{MARKER}\nnew\n")
    post(comments, tmp_path)
    assert len(comments.written) == 231
    assert comments.written[-1]["body"] == f"{MARKER}\nnew\n"


def test_a_host_that_fails_gets_no_second_comment(comments, tmp_path):
    comments.broken = True
    (tmp_path / "koban-plan.md").write_text(f"{MARKER}\n")
    done = post(comments, tmp_path)
    assert comments.written == []
    if comments.host == "gitlab":
        assert (done.returncode, "could not be written" in done.stdout) == (0, True)
    else:
        assert done.returncode == 1
        assert steps(comments.host, tmp_path)["Comment"]["continue-on-error"] is True


@pytest.fixture
def clone(tmp_path):
    """What a CI job has: a clone with `origin/main`, standing on a pull request with a mistake and a retitled community."""
    made = begin(tmp_path / "workspace", "kade", "zuid")
    made.write("requirements/run.txt", "")
    made.commit()
    made.git("switch", "--quiet", "--create", "mine")
    edit(made, manifest("kade"), "title: Kade", "title: De Kade")
    edit(made, manifest("zuid"), "news: true", "nws: true")
    made.write("requirements/run.txt", "not-what-the-base-says==1\n")
    made.commit()
    return made


def test_fetch_gets_history_and_proposal(clone, tmp_path):
    (tmp_path / "job").mkdir()
    step = steps("github", tmp_path)["Fetch"]
    done = shell(
        step["run"],
        tmp_path / "job",
        TOKEN="s3cret",
        GITHUB_SERVER_URL=f"file://{tmp_path}",
        GITHUB_REPOSITORY="workspace",
        GITHUB_REF="refs/heads/mine",
    )
    assert done.returncode == 0, done.stderr
    asked = shell("git rev-parse HEAD origin/main; git status --porcelain", tmp_path / "job")
    assert asked.stdout.split() == clone.git("rev-parse", "mine", "main").split()
    assert "s3cret" not in (tmp_path / "job/.git/config").read_text()


def test_what_is_installed_is_what_the_base_locked(clone, tmp_path):
    step = steps("github", tmp_path)["Install"]
    path = tmp_path / "path"
    done = shell(step["run"], clone.path, BASE="main", GITHUB_PATH=str(path), PIP_NO_INDEX="1")
    assert done.returncode == 0, done.stderr
    assert (Path(path.read_text().strip()) / "python").exists()
    done = shell(step["run"], clone.path, BASE="mine", GITHUB_PATH=str(path), PIP_NO_INDEX="1")
    assert done.returncode != 0
    done = shell(step["run"], clone.path, BASE="main~1", GITHUB_PATH=str(path))
    assert (done.returncode, "main~1 has no requirements/run.txt" in done.stdout) == (1, True)


@pytest.mark.parametrize("host", ACTIONS)
def test_check_and_plan(host, clone, tmp_path):
    own = steps(host, tmp_path)
    checked = shell(own["Check"]["run"], clone.path, BASE="main")
    assert checked.returncode == Exit.PROBLEMS
    place = manifest("zuid")
    assert (f"::error file={place},line=9," if host == "github" else f"{place}:9:5: error") in checked.stdout
    summary = tmp_path / "summary"
    planned = shell(own["Plan"]["run"], clone.path, BASE="main", GITHUB_STEP_SUMMARY=str(summary))
    assert planned.returncode == 0, planned.stderr
    assert summary.read_text() == (clone.path / "koban-plan.md").read_text()
    assert summary.read_text().startswith(f"{MARKER}\n")
    assert shell(own["Plan"]["run"], clone.path, BASE="nope").returncode != 0


def test_gitlab_checks_and_reports(clone, tmp_path):
    script = parsed("gitlab", tmp_path)["koban"]["script"]
    (last,) = [part for part in script if "koban-quality" in part]
    done = shell(last, clone.path, BASE="main")
    assert done.returncode == Exit.PROBLEMS
    report = json.loads((clone.path / "koban-quality.json").read_text())
    assert any(one["check_name"] == "KB301" for one in report)
    assert "nws" in done.stdout
