"""`python -m benchmarks [--quick]`: measures everything and prints one JSON document."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.checks import measure_checks
from benchmarks.gaps import measure_gaps
from benchmarks.measures import measure_examples, measure_memory, measure_service, measure_start_up


def main(*, quick: bool) -> None:
    """Measure in a temporary folder; progress goes to standard error."""
    result: dict[str, object] = {
        "version": 1,
        "quick": quick,
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
    }
    with tempfile.TemporaryDirectory(prefix="koban-bench-") as name:
        folder = Path(name)
        print("start-up", file=sys.stderr)
        result["start_up"] = measure_start_up(folder, 3 if quick else 9)
        print("checks", file=sys.stderr)
        result["checks"] = measure_checks(folder, *((40, 1, 1) if quick else (2_000, 3, 9)))
        print("examples", file=sys.stderr)
        result["examples"] = measure_examples(folder, 2 if quick else 7)
        print("service", file=sys.stderr)
        result["service"] = measure_service(folder, (16,) if quick else (1, 16, 64), 2.0 if quick else 10.0)
        print("memory", file=sys.stderr)
        result["memory"] = [measure_memory(folder, count) for count in ((4, 20) if quick else (4, 500))]
    print("gaps", file=sys.stderr)
    result["gaps"] = measure_gaps(1_000 if quick else 10_000)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
