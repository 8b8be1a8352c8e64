from xml.etree import ElementTree as ET

import pytest

from koban.web.icons import NAMES, icon

PROMISED = """circle home report question lock lamp news people person officer phone clock place map calendar check close
back forward plus photo chat thumb idea shield alert inbox edit exit download globe sync offline key link eye trash"""


def test_every_promised_icon_is_drawn() -> None:
    assert set(PROMISED.split()) <= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_icons_are_well_formed_and_hidden_from_screen_readers(name: str) -> None:
    drawn = ET.fromstring(icon(name))
    assert drawn.get("aria-hidden") == "true"
    assert len(drawn) > 0


def test_an_unknown_icon_is_a_circle() -> None:
    assert icon("nope") == icon("circle")
