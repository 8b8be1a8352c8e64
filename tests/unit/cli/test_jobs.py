"""`koban jobs` as a process."""

import json
import signal
import subprocess
import sys

from click.testing import CliRunner

from koban.cli.main import cli


def test_it_starts_on_an_empty_store_and_stops_when_told(tmp_path):
    command = [
        sys.executable,
        "-c",
        "from koban.cli.main import main; main()",
        "jobs",
        "--store",
        f"sqlite:{tmp_path}",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert json.loads(process.stderr.readline())["event"] == "jobs-started"
        process.send_signal(signal.SIGTERM)
        assert json.loads(process.stderr.read().splitlines()[-1])["event"] == "jobs-stopped"
        assert process.wait(20) == 0


def test_a_store_of_another_kind_is_refused():
    result = CliRunner().invoke(cli, ["jobs", "--store", "elsewhere:x"])
    assert result.exit_code == 2
    assert "write sqlite:FOLDER" in result.output
