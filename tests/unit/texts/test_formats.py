from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from koban.texts.formats import Formats

MOMENT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def test_moments_are_told_in_the_time_zone() -> None:
    formats = Formats("nl", ZoneInfo("Europe/Brussels"), "BE")
    assert formats.date(MOMENT) == "dinsdag 3 maart 2026"
    assert formats.time(MOMENT) == "00:30"


def test_clocks_are_read_as_in_the_country() -> None:
    assert Formats("en", ZoneInfo("UTC"), "BE").time(MOMENT) == "23:30"
    assert "11:30" in Formats("en", ZoneInfo("UTC")).time(MOMENT)


@pytest.mark.parametrize(("written", "said"), [("365d", "365 dagen"), ("1h", "1 uur"), ("15m", "15 minuten")])
def test_lengths_of_time_are_exact(written: str, said: str) -> None:
    assert Formats("nl", ZoneInfo("UTC")).duration(written) == said


def test_several_things_are_listed_as_the_language_does() -> None:
    assert Formats("nl", UTC).listed(["a", "b", "c"]) == "a, b en c"
    assert Formats("ar", UTC).listed(["a", "b"]) == "a وb"


def test_date_and_time_have_the_languages_own_comma() -> None:
    moment = datetime(2026, 3, 3, 9, 5, tzinfo=UTC)
    assert "، " in Formats("ar", UTC).datetime_words(moment)
    assert Formats("de", UTC).datetime_words(moment) == "03.03.2026, 09:05"
