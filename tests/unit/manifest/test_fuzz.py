"""The reader bears whatever it is given: the same inputs as `python -m tests.fuzz.reader`, a bounded number of them."""

from __future__ import annotations

import tracemalloc
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koban.manifest.formatting import format_manifest
from koban.manifest.reader import read
from tests.fuzz.inputs import draw, manifests
from tests.fuzz.reader import Tally

_MOST = 192 * 1024 * 1024
"""Bytes that Python may hold while one manifest of at most 1 MiB is read."""


@pytest.mark.parametrize("seed", range(8))
def test_every_input_gives_a_tree_or_diagnostics(seed: int) -> None:
    # What hangs takes far longer than this, and a busy machine is no fault of the reader's.
    random, tally = Random(seed), Tally(slowest=30.0)
    for _ in range(60):
        tally.try_one(draw(random))
    assert tally.failures == []
    assert tally.inputs == 60
    assert len(tally.codes) > 5


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_formatting_bears_it_too(seed: int) -> None:
    body = draw(Random(seed))[:4000]
    after, problems = format_manifest(body, "a.yaml", None)
    assert after == body or problems == []


def test_the_inputs_are_read_further_than_their_first_line() -> None:
    read_whole = sum(read(body, "a.yaml")[0] is not None for body in manifests())
    assert read_whole > len(manifests()) // 2


@pytest.mark.parametrize(
    "part",
    [b"a: [", b"{a: ", b"- ", b"? ", b"a:\n ", b"[],", b'"', b"&a ", b"!a ", b"a: |\n", b"\t", b"#", b"'' "],
)
def test_memory_stays_bounded_at_the_largest_size(part: bytes) -> None:
    body = (part * (1024 * 1024 // len(part)))[: 1024 * 1024]
    tracemalloc.start()
    try:
        read(body, "large.yaml")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < _MOST
