"""The distribution of levels: out of served bundles, for each force, never a mean and never a ranking."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from example_community import example
from sample_community import FORCE, World, bundle

from koban.control.levels import LevelReader
from koban.model.bundle import Bundle, Compiled, canonical, sha256
from koban.model.clock import FakeClock

TODAY = date(2030, 1, 1)


def held(level: int, **changes: object) -> dict[str, object]:
    return {"capabilities": {"calm-nights": {"level": level, "assessed": "2029-12-01"}}, **changes}


def of_force(compiled: Compiled, name: str) -> Compiled:
    value = compiled.bundle.model_dump(mode="json", by_alias=True)
    parsed = Bundle.model_validate({**value, "force": {**FORCE, "name": name, "title": {"en": name.title()}}})
    body = canonical(parsed.model_dump(mode="json", by_alias=True))
    return Compiled(parsed, body, sha256(body), compiled.blobs)


@pytest.fixture
def world(tmp_path: Path, clock: FakeClock):
    made = World(tmp_path / "state", clock)
    yield made
    made.close()


def test_levels_are_counted_and_names_stand_by_the_alphabet(world: World) -> None:
    world.serve(bundle("zuid", **held(2)))
    world.serve(bundle("noord", **held(2)))
    world.serve(bundle("kade", **held(0, needs={})))
    (force,) = LevelReader(world.control).forces(TODAY)
    (row,) = force.rows
    assert (force.title, force.communities, row.title) == ("Police North", 3, "Calm nights")
    assert row.by_level == (("kade",), (), ("noord", "zuid"), (), ())
    assert row.wanting == ("noord", "zuid")
    assert force.chart is not None
    assert force.chart.rows == (("Calm nights", 1, 0, 2, 0, 0),)


def test_each_force_sees_its_own_communities(world: World) -> None:
    world.serve(bundle("noord", **held(1)))
    world.serve(of_force(bundle("zuid", **held(2)), "force-south"))
    found = {one.name: one.rows[0].by_level for one in LevelReader(world.control).forces(TODAY)}
    assert found == {
        "force-north": ((), ("noord",), (), (), ()),
        "force-south": ((), (), ("zuid",), (), ()),
    }


def test_what_is_only_proposed_does_not_count(world: World) -> None:
    world.candidate(bundle("noord", **held(1)))
    assert LevelReader(world.control).forces(TODAY) == []


def test_a_new_bundle_and_a_new_day_are_seen(world: World) -> None:
    proof = [{"title": {"en": "Minutes"}, "date": "2029-01-01"}]
    stand = {"calm-nights": {"level": 2, "assessed": "2029-01-01", "proof": proof}}
    reader = LevelReader(world.control)
    world.serve(bundle("noord", capabilities=stand))
    assert reader.forces(TODAY)[0].rows[0].by_level[2] == ("noord",)
    assert reader.forces(TODAY + timedelta(days=400))[0].rows[0].by_level[1] == ("noord",)
    world.serve(bundle("noord", **held(0)))
    assert reader.forces(TODAY)[0].rows[0].by_level[0] == ("noord",)


def test_the_examples_make_a_picture(world: World) -> None:
    world.serve(example("zoutkade"))
    (force,) = LevelReader(world.control).forces(TODAY)
    assert len(force.rows) == 11
    assert all(sum(len(names) for names in row.by_level) == 1 for row in force.rows)
