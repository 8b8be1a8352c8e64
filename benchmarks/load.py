"""The load generator: keep-alive HTTP/1.1 over raw sockets, in a process of its own so that it does not slow what it measures.

Reads one JSON job from standard input and writes one JSON result to standard output.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from dataclasses import asdict, dataclass
from itertools import cycle

import uvloop

_RECEIPT = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Job:
    """What to send, and how. `hosts` are taken in turn; a `body` is sent with a fresh receipt each time."""

    port: int
    path: str
    hosts: list[str]
    connections: int
    seconds: float
    warm_up: float
    body: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came back. Times are in milliseconds."""

    per_second: float
    p50: float
    p99: float
    worst: float
    answers: int
    refused: int
    """Answers that were no success."""


def receipt() -> str:
    """20 characters of Crockford's base 32."""
    return "".join(secrets.choice(_RECEIPT) for _ in range(20))


def _request(job: Job, host: str) -> bytes:
    if not job.body:
        return f"GET {job.path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    return (
        f"POST {job.path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {receipt()}\r\nContent-Length: {len(job.body.encode())}\r\n\r\n{job.body}"
    ).encode()


async def _one_connection(job: Job, start: float, end: float, times: list[float], refused: list[int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", job.port)
    hosts = cycle(job.hosts)
    while (began := time.perf_counter()) < end:
        writer.write(_request(job, next(hosts)))
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length[15:]))
        done = time.perf_counter()
        if done >= start:
            times.append(done - began)
            status = int(head[9:12])
            if not 200 <= status < 300:
                refused.append(status)
    writer.close()


async def _load(job: Job) -> Result:
    times: list[float] = []
    refused: list[int] = []
    start = time.perf_counter() + job.warm_up
    end = start + job.seconds
    await asyncio.gather(*(_one_connection(job, start, end, times, refused) for _ in range(job.connections)))
    times.sort()
    return Result(
        per_second=round(len(times) / job.seconds, 1),
        p50=round(times[len(times) // 2] * 1000, 2),
        p99=round(times[int(len(times) * 0.99)] * 1000, 2),
        worst=round(times[-1] * 1000, 2),
        answers=len(times),
        refused=len(refused),
    )


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(_load(Job(**json.load(sys.stdin)))))))
