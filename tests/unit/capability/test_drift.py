"""When a number contradicts a declared level, and when it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from koban.capability.drift import LATELY, find_drift, say_drift
from koban.capability.picture import Picture
from koban.model.bundle import Known
from koban.model.community import CommunitySpec
from koban.model.indicator import Point

NOW = datetime(2030, 6, 1, tzinfo=UTC)
INDICATORS = {
    "first-answer": {"what": {"en": "Hours"}, "unit": "h", "good": "down"},
    "in-time": {"what": {"en": "In time"}, "unit": "%", "good": "up"},
    "per-1000": {"what": {"en": "Reports"}, "unit": "n", "good": "target"},
}


def picture(level: int = 3, measures: dict[str, Any] | None = None, retired: tuple[str, ...] = ()) -> Picture:
    spec = CommunitySpec.model_validate(
        {
            "title": {"en": "Quay"},
            "languages": ["en"],
            "capabilities": {"closing": {"level": level, "assessed": "2030-01-01"}},
            "measures": measures or {},
        }
    )
    known = Known(
        capabilities={"closing": {"title": {"en": "Closing"}, "indicators": INDICATORS}},
        retired={name: {"en": "Not here"} for name in retired},
    )
    return Picture(spec, known)


def point(
    indicator: str = "first-answer",
    interval: tuple[float, float, float] = (50.0, 60.0, 70.0),
    bound: float | None = 48.0,
    **more: Any,
) -> Point:
    low, value, high = interval
    said = {"instance": "report", "area": "", "n": 12, "until": NOW - timedelta(days=1), **more}
    return Point(
        indicator, since=NOW - timedelta(days=9), value=value, low=low, high=high, bound=bound, **said
    )


def test_the_whole_interval_beyond_the_bound_contradicts() -> None:
    (found,) = find_drift(picture(), [point()], NOW)
    assert say_drift(found) == (
        '"closing" is declared at level 3, but "first-answer" of "report" is 60 h '
        "(95 % interval 50 to 70, 12 cases) where 48 h or less is promised"
    )


@pytest.mark.parametrize(
    "fine",
    [
        point(interval=(48.0, 60.0, 70.0)),
        point(interval=(20.0, 60.0, 70.0)),
        point(bound=None),
        point(n=9),
        point(area="Old quay"),
        point(until=NOW - LATELY - timedelta(seconds=1)),
        point("in-time", (81.0, 90.0, 95.0), 80.0),
        point("in-time", (40.0, 60.0, 80.0), 80.0),
        point("per-1000"),
        point("nobody-knows"),
    ],
)
def test_what_contradicts_nothing(fine: Point) -> None:
    assert find_drift(picture(), [fine], NOW) == []


def test_more_may_be_better() -> None:
    (found,) = find_drift(picture(), [point("in-time", (20.0, 40.0, 60.0), 80.0)], NOW)
    assert say_drift(found).endswith(
        "is 40 % (95 % interval 20 to 60, 12 cases) where 80 % or more is promised"
    )


@pytest.mark.parametrize("level", [0, 1, 2])
def test_lower_levels_promise_nothing(level: int) -> None:
    assert find_drift(picture(level), [point()], NOW) == []


def test_what_is_not_worked_towards_has_no_drift() -> None:
    assert find_drift(picture(retired=("closing",)), [point()], NOW) == []


def measure(**more: Any) -> dict[str, Any]:
    gives = {"closing": {"skills": ["plain-outcomes"]}}
    said = {"kind": "training", "title": {"en": "A course"}, "gives": gives, "aim": {"first-answer": 24}}
    return {"course": said | more}


def test_a_finished_measure_brings_its_aim() -> None:
    within = point(interval=(30.0, 36.0, 40.0))
    assert find_drift(picture(measures=measure()), [within], NOW) == [], "it is not done yet"
    (found,) = find_drift(picture(measures=measure(done="2030-04-01")), [within], NOW)
    assert say_drift(found).endswith('where measure "course" aimed at 24 h or less')
    elsewhere = measure(done="2030-04-01", gives={"other": {"skills": []}})
    assert find_drift(picture(measures=elsewhere), [within], NOW) == []
