"""What a need weighs."""

from __future__ import annotations

import pytest

from koban.capability.need import score_need
from koban.model.community import Need


def need(**rated: dict[str, int]) -> Need:
    return Need.model_validate({"statement": {"en": "An outcome"}, "rated": rated})


def test_officers_and_panels_are_both_kept_and_their_mean_is_used() -> None:
    found = score_need(need(officers={"severity": 2, "reach": 4}, panel={"severity": 4, "reach": 4}))
    assert found.means == {"severity": 3, "reach": 4}
    assert found.score == pytest.approx(100 * (0.3 * 3 + 0.2 * 4) / 0.5 / 5)
    assert found.by_body == {
        "officers": pytest.approx(100 * (0.3 * 2 + 0.2 * 4) / 0.5 / 5),
        "panel": pytest.approx(80),
    }
    assert found.spread == pytest.approx(80 - 56)


def test_weights_of_what_nobody_rated_are_shared_out_among_the_rest() -> None:
    whole = {"severity": 5, "reach": 5, "trustImpact": 5, "urgency": 5, "equity": 5}
    assert score_need(need(officers=whole)).score == pytest.approx(100)
    assert score_need(need(officers={"severity": 5, "reach": 5})).score == pytest.approx(100)
    part = {"severity": 5, "reach": 1, "urgency": 3}
    assert score_need(need(officers=part)).score == pytest.approx(20 * (1.5 + 0.2 + 0.45) / 0.65)


def test_a_need_that_nobody_rated_has_no_score() -> None:
    found = score_need(need())
    assert (found.score, found.means, found.by_body, found.spread) == (None, {}, {}, 0.0)
