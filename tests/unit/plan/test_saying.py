"""The words around a plan are there in all of its languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import koban
from koban.plan.saying import FRAME, say, say_count

LANGUAGES = ("de", "nl", "pl", "pt")


def wanted():
    files = [
        path for path in Path(koban.__file__).parent.rglob("*.py") if "koban.plan.saying" in path.read_text()
    ]
    keywords = {"say": (2,), "say_count": (2, 3)}
    return {found[1] for path in files for found in extract_from_file("python", path, keywords=keywords)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_left_over(language):
    with (FRAME / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    messages = {message.id: message for message in catalogue if message.id}
    assert messages.keys() == wanted()
    for message in messages.values():
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert len(forms) == (catalogue.num_plurals if len(originals) > 1 else 1), message.id
        for form in forms:
            assert form, message.id
            assert set(re.findall(r"\{\w+\}", form)) == set(re.findall(r"\{\w+\}", originals[-1])), form


def test_a_variety_falls_back_and_an_unknown_language_is_english():
    assert say("pl-simple", "Class") == "Klasa"
    assert say("fi", "Class") == "Class"
    assert [say_count("pl", "{n} field", "{n} fields", n) for n in (1, 2, 5)] == ["1 pole", "2 pola", "5 pól"]
