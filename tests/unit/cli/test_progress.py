"""Progress hands on every step, and is silent when it is quick."""

import pytest

from koban.cli import progress
from koban.cli.progress import tell_progress


def test_quick_work_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(tell_progress(iter("abc"), 3, "Working")) == ["a", "b", "c"]
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


def test_slow_work_is_told_once_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert list(tell_progress(iter("abc"), 3, "Working")) == ["a", "b", "c"]
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Working (3) …\n")
