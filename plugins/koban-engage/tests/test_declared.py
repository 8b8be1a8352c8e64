"""What the plugin declares, and what it makes up."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from koban_engage.made_up import FOLDER, made_up
from koban_engage.plugin import koban_features
from koban_engage.report.config import ReportConfig
from koban_engage.report.feature import Report

LANGUAGES = {"en", "nl", "fr", "de", "pl", "pt", "uk", "tr", "ar", "es"}
NOISE = {"label": "Noise", "purpose": "response"}


def with_question(**question: Any) -> ReportConfig:
    asked = {"label": "How?", **question}
    return ReportConfig.model_validate({"categories": {"noise": {**NOISE, "ask": {"how": asked}}}})


@pytest.mark.parametrize("feature", koban_features(), ids=lambda feature: feature.name)
def test_titles_and_summaries_speak_every_language(feature: Any) -> None:
    texts = [
        feature.title,
        feature.summary,
        *(s.title for s in feature.screens),
        *(c.category for c in feature.collects),
    ]
    assert all(set(text) >= LANGUAGES for text in texts)


@pytest.mark.parametrize(
    ("question", "path", "words"),
    [
        ({"type": "choice"}, ("options",), "at least two options"),
        ({"type": "text", "options": {"a": "A", "b": "B"}}, ("options",), "takes no options"),
        ({"type": "date", "min": 3}, ("min",), "has no min"),
        ({"type": "number", "min": 3, "max": 2}, ("min",), "greater than max"),
        ({"type": "text", "max": 9_000}, ("max",), "at most 500"),
        ({"type": "text", "min": 1.5}, ("min",), "whole number"),
    ],
)
def test_a_question_that_cannot_work_is_found_once(question: Any, path: Any, words: str) -> None:
    (finding,) = Report().check(with_question(**question))
    assert finding.path == ("categories", "noise", "ask", "how", *path)
    assert words in finding.message


def test_ids_that_every_form_uses_are_taken() -> None:
    config = ReportConfig.model_validate(
        {"categories": {"noise": {**NOISE, "ask": {"text": {"type": "text", "label": "Text"}}}}}
    )
    (finding,) = Report().check(config)
    assert finding.path == ("categories", "noise", "ask", "text")


def test_every_category_has_a_form_and_a_page_offline() -> None:
    config = with_question(type="yes-no")
    assert Report().forms(config)["noise"]["ask"]["how"]["type"] == "yes-no"
    assert Report().offline_paths(config) == ["new/noise"]


def test_what_is_made_up_is_whole() -> None:
    files = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yaml")}
    assert set(files) == LANGUAGES
    for made in files.values():
        for report in made["reports"]:
            assert report["text"]
            assert (report["state"] == "closed") == ("reason" in report)
            assert report["state"] == "new" or report["talk"][0]["unit"]
        for proposal in made["proposals"]:
            assert bool(proposal.get("result")) == (proposal["state"] == "done")
            assert proposal["state"] in {"open", "waiting"} or proposal["answer"]
    assert made_up("xx") == {}
