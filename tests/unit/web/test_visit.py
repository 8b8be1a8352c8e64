from datetime import datetime
from pathlib import Path

import pytest
from sample_community import World, bundle

from koban.model.clock import FakeClock
from koban.web.visit import Visit


@pytest.fixture
def visit(tmp_path: Path, clock: FakeClock) -> Visit:
    world = World(tmp_path / "state", clock)
    world.serve(bundle())
    community = world.host.shelf.served("harbour")
    assert community is not None
    return Visit(community, world.host.runtime, "pages", "ar", "/sample/form", "sample")


def test_urls_stay_in_the_instance_unless_told(visit: Visit) -> None:
    assert visit.url("form") == "/sample/form"
    assert visit.url("x", "other") == "/other/x"
    assert visit.url("privacy", "") == "/privacy"


def test_links_come_from_the_canonical_origin(visit: Visit) -> None:
    assert visit.origin == "http://harbour.localhost:8700"
    assert visit.desk_origin == "http://desk.harbour.localhost:8700"


def test_the_visit_speaks_the_readers_language(visit: Visit) -> None:
    assert visit.direction == "rtl"
    assert visit.community.title("ar") == "حي الميناء"
    assert visit.say({"en": "only English"}) == "only English"


def test_hashes_differ_by_text_and_stay_the_same(visit: Visit) -> None:
    assert visit.keyed_hash("a") == visit.keyed_hash("a")
    assert visit.keyed_hash("a") != visit.keyed_hash("b")
    assert visit.keyed_hash("a") != visit.runtime.keyed_hash("another community", "a")


def test_now_is_the_forces_time(visit: Visit) -> None:
    assert visit.now.isoformat() == "2026-03-02T10:00:00+01:00"


def test_days_near_by_have_their_words(visit: Visit) -> None:
    visit.language = "en"
    assert visit.day_words(visit.now) == "today"
    assert visit.day_words(datetime(2026, 3, 3, 1, tzinfo=visit.now.tzinfo)) == "tomorrow"
    assert visit.day_words(datetime(2026, 3, 5, 1, tzinfo=visit.now.tzinfo)) == "Thursday"
    assert "2026" in visit.day_words(datetime(2026, 4, 5, 1, tzinfo=visit.now.tzinfo))


def test_files_of_the_deployment(visit: Visit) -> None:
    assert visit.file("icon.svg").startswith(b"<svg")
    with pytest.raises(KeyError):
        visit.file("other.svg")
