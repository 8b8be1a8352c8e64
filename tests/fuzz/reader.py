"""`python -m tests.fuzz.reader --minutes 10` tries the reader with as many inputs as fit, and tells how it bore them.

Every input must give a tree or diagnostics, within a second and without a rise in memory that stays. One that does not is
written to `--keep` and named; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from koban.manifest.reader import MAX_BYTES, read
from koban.manifest.secrets import find_tokens
from tests.fuzz.inputs import draw

SLOWEST = 1.0
"""Seconds that one input may take."""
MOST = 600 * 1024
"""KiB that the process may hold."""


@dataclass
class Tally:
    """What the inputs did so far."""

    slowest: float = SLOWEST
    inputs: int = 0
    octets: int = 0
    worst: float = 0.0
    worst_size: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, bytes]] = field(default_factory=list)

    def try_one(self, body: bytes) -> None:
        """Read `body` as `koban check` would, and note how that went."""
        start = process_time()
        try:
            node, problems = read(body, "fuzzed.yaml")
            tokens = find_tokens(body.decode("utf-8-sig", errors="replace"), "fuzzed.yaml")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.failures.append((f"{type(error).__name__}: {error}", body))
            return
        taken = process_time() - start
        self.inputs += 1
        self.octets += len(body)
        if taken > self.worst:
            self.worst, self.worst_size = taken, len(body)
        self.codes.update({found.code for found in (*problems, *tokens)} or {"fine"})
        if (node is None) != bool(problems):
            self.failures.append(("neither a tree nor a reason", body))
        if len(body) <= MAX_BYTES and taken > self.slowest:
            self.failures.append((f"{taken:.2f} s", body))


def peak() -> int:
    """The most memory that this process has held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    """Run for the given time and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"))
    given = parser.parse_args()
    random, tally, end = Random(given.seed), Tally(), perf_counter() + given.minutes * 60
    before = peak()
    while perf_counter() < end and not tally.failures and peak() < MOST:
        tally.try_one(draw(random))
    print(f"{tally.inputs:,} inputs, {tally.octets / 1e6:,.0f} MB, seed {given.seed}")
    print(f"slowest: {tally.worst * 1000:.0f} ms for {tally.worst_size:,} bytes")
    print(f"peak memory: {peak() / 1024:.0f} MiB (at the start {before / 1024:.0f})")
    print(", ".join(f"{code} {count:,}" for code, count in sorted(tally.codes.items())))
    for index, (why, body) in enumerate(tally.failures):
        given.keep.mkdir(exist_ok=True)
        (given.keep / f"{index}.yaml").write_bytes(body)
        print(f"FAILED: {why}: {given.keep}/{index}.yaml ({len(body):,} bytes)")
    return 1 if tally.failures or peak() >= MOST else 0


if __name__ == "__main__":
    sys.exit(main())
