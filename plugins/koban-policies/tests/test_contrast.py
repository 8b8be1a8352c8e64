"""Whoever chooses a colour that cannot be read is told what people see instead."""

import pytest

from koban_policies.contrast import Contrast


def coloured(colour):
    return lambda spec: spec.update(app={"colour": colour})


@pytest.mark.parametrize("colour", ["#1f4e79", "#000000", "#4f2f9c", "#2F6140", "#0000ff"])
def test_a_colour_that_can_be_read_is_nobodys_business(deploy, says, colour):
    assert says(Contrast(), deploy(coloured(colour))) == []


def test_a_faint_colour_is_told_with_the_one_that_is_shown(deploy):
    (found,) = Contrast().check(deploy(coloured("#FFD500")))
    assert found.path == ("app", "colour")
    assert found.message == "#FFD500 is too faint to read, so people see #796408 instead"
    assert "1.1 : 1" in found.help
    assert '"#796408"' in found.help


def test_what_is_shown_instead_is_fine_itself(deploy, says):
    assert says(Contrast(), deploy(coloured("#796408"))) == []


def test_a_change_that_nobody_sees_is_not_told(deploy, says):
    # 4.4 : 1 on the darkest ground, and darker by less than two steps that an eye can tell apart
    assert says(Contrast(), deploy(coloured("#256abf"))) == []
