"""Differences are found exactly where the stored bytes differ."""

from hypothesis import given, settings
from hypothesis import strategies as st

from koban.model.bundle import canonical
from koban.plan.difference import Difference, differences

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(before=JSON, after=JSON)
def test_there_is_a_difference_exactly_if_the_bytes_differ(before, after):
    assert bool(list(differences(before, after))) == (canonical(before) != canonical(after))


def test_what_comes_or_goes_whole_is_one_difference():
    found = list(differences({"a": {"b": 1}}, {"c": {"d": {"e": 1}}}))
    assert found == [Difference(("a",), {"b": 1}, None), Difference(("c",), None, {"d": {"e": 1}})]


def test_the_order_of_a_map_is_told_apart_from_its_entries():
    assert list(differences({"m": {"a": 1, "b": 1}}, {"m": {"b": 1, "a": 2}})) == [
        Difference(("m",), ["a", "b"], ["b", "a"], reordered=True),
        Difference(("m", "a"), 1, 2),
    ]
