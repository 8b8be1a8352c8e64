"""How far a change reaches depends on which way it goes."""

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from koban.model.plan import ChangeClass
from koban.model.reach import KEYWORD, Reach, direction

KEPT = Reach("data", lower="destructive")
FIXED = st.builds("{}{}".format, st.integers(1, 999), st.sampled_from("smhd"))
STAFFED = st.builds("{}wd".format, st.integers(1, 999))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("180d", "90d", "destructive"),
        ("90d", "180d", "data"),
        ("48h", "2d", "data"),
        ("1d", "25h", "data"),
        ("5wd", "2wd", "destructive"),
        ("2wd", "5wd", "data"),
        ("2wd", "5d", "destructive"),  # nobody can say which is longer: the wider
        ("5d", "soon", "destructive"),
        (3, 2, "destructive"),
        (True, False, "destructive"),
        (None, "90d", "data"),
        ("90d", None, "data"),
    ],
)
def test_retention_that_shortens_is_destructive(before, after, wanted):
    assert KEPT.of(before, after) == ChangeClass(wanted)


def test_allowed_values_stand_in_their_order():
    reach = Reach("data", higher="service")
    order = ("never", "allowed", "always")
    assert reach.of("never", "always", order) == "service"
    assert reach.of("always", "allowed", order) == "data"
    assert reach.of("always", "else", order) == "data"


def test_what_comes_and_goes_can_reach_further():
    reach = Reach("cosmetic", added="data", removed="destructive")
    assert [reach.of(None, 1), reach.of(1, None), reach.of(1, 2)] == ["data", "destructive", "cosmetic"]


@given(one=FIXED | STAFFED, other=FIXED | STAFFED)
def test_directions_are_opposite(one, other):
    there, back = direction(one, other), direction(other, one)
    assert (there is None) == (back is None) == (one.endswith("wd") != other.endswith("wd"))
    assert there is None or there == -back


def test_a_word_that_is_no_class_is_refused():
    with pytest.raises(ValueError, match="huge"):
        Reach("huge")
    with pytest.raises(TypeError):
        Reach.read({"changed": "data", "sideways": "data"})


@pytest.mark.parametrize("reach", [Reach("data"), Reach("data", removed="destructive", higher="service")])
def test_it_stands_in_the_schema_of_settings_and_is_read_from_there(reach):
    class Settings(BaseModel):
        field: Annotated[int, reach] = 1

    written = Settings.model_json_schema()["properties"]["field"][KEYWORD]
    assert Reach.read(written) == reach
