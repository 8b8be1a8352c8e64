"""The measurements, each a function that returns plain JSON."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.generate import CATEGORY, commit, community_name, generate
from benchmarks.load import Job
from benchmarks.running import (
    KOBAN,
    ask,
    free_port,
    host_pid,
    koban_up,
    load,
    plain_app,
    resident_bytes,
    wait_until,
)

REPOSITORY = Path(__file__).parent.parent
BODY = json.dumps(
    {"category": CATEGORY, "text": "Loud music on the square since two o'clock.", "anonymous": True}
)


def measure_examples(folder: Path, repeats: int) -> dict[str, Any]:
    """From `koban up` on this repository's communities to the last one ready; then from a commit to what people see."""
    workspace = folder / "examples"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(workspace)], check=True)
    manifests = sorted(workspace.glob("deployments/*/*/community.yaml"))
    hosts = [f"{manifest.parent.name}.localhost" for manifest in manifests]
    port, state = free_port(), folder / "examples-state"
    began = time.perf_counter()
    with koban_up(workspace, state, port) as process:
        wait_until(lambda: all(_answers(port, f"{host}:{port}") for host in hosts), process)
        up = time.perf_counter() - began
        commits = [_commit_to_served(workspace, manifests[0], port, f"Measured {n}") for n in range(repeats)]
    began = time.perf_counter()
    with koban_up(workspace, state, port) as process:
        wait_until(lambda: all(_answers(port, f"{host}:{port}") for host in hosts), process)
        again = time.perf_counter() - began
    return {
        "communities": len(hosts),
        "up_to_ready_seconds": round(up, 2),
        "up_again_to_ready_seconds": round(again, 2),
        "commit_to_served_seconds": {
            "median": round(statistics.median(commits), 2),
            "worst": round(max(commits), 2),
        },
    }


def _commit_to_served(workspace: Path, manifest: Path, port: int, title: str) -> float:
    text = manifest.read_text(encoding="utf-8")
    changed, count = re.subn(r"(?m)^  title:.*$", f"  title: {title}", text, count=1)
    if not count:
        raise ValueError(f"{manifest} has no title to change")
    manifest.write_text(changed, encoding="utf-8")
    commit(workspace, title)
    return wait_until(lambda: title in ask(port, f"{manifest.parent.name}.localhost:{port}")[1])


def measure_service(folder: Path, connections: Sequence[int], seconds: float) -> dict[str, Any]:
    """Reports and home pages of four generated communities, beside the plain application."""
    port, plain_port = free_port(), free_port()
    workspace = generate(folder / "four", 4)
    hosts = [f"{community_name(n)}.localhost:{port}" for n in range(4)]
    reports: dict[str, Any] = {}
    with (
        koban_up(workspace, folder / "four-state", port) as process,
        plain_app(folder / "plain.db", plain_port),
    ):
        wait_until(lambda: all(_answers(port, host) for host in hosts), process)
        for count in connections:
            ours = Job(port, "/api/report/reports", hosts[:1], count, seconds, 1.0, BODY)
            plain = Job(plain_port, "/reports", ["localhost"], count, seconds, 1.0, BODY)
            reports[str(count)] = {"koban": load(ours), "plain": load(plain)}
        pages = load(Job(port, "/", hosts, 16, seconds, 1.0))
        memory = resident_bytes(host_pid(process.pid))
    return {"reports_by_connections": reports, "home_pages": pages, "host_bytes_after_load": memory}


def measure_memory(folder: Path, count: int) -> dict[str, Any]:
    """The host's memory with `count` communities, each of whose homes was asked for once."""
    port, workspace = free_port(), generate(folder / f"fleet-{count}", count)
    hosts = [f"{community_name(n)}.localhost:{port}" for n in range(count)]
    state = folder / f"fleet-{count}-state"
    began = time.perf_counter()
    with koban_up(workspace, state, port) as process:
        for host in hosts:
            wait_until(partial(_answers, port, host), process)
        took = time.perf_counter() - began
        return {
            "communities": count,
            "up_to_ready_seconds": round(took, 1),
            "host_bytes": resident_bytes(host_pid(process.pid)),
        }


def _answers(port: int, host: str) -> bool:
    return ask(port, host)[0] == 200


def measure_start_up(folder: Path, repeats: int) -> dict[str, float]:
    """Seconds of `koban check` on four communities, beside Python doing nothing."""
    workspace = generate(folder / "checked", 4)
    return {
        "koban_check_seconds": _median([*KOBAN, "-C", str(workspace), "check"], repeats),
        "python_pass_seconds": _median([sys.executable, "-c", "pass"], repeats),
    }


def _median(command: Sequence[str], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return round(statistics.median(times), 3)
