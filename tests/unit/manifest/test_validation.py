"""pydantic's errors come out in our words, one for a mistake, at the place that caused it."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.reader import read
from koban.manifest.validation import explain_errors
from koban.model.base import Model


class Cat(Model):
    kind: Literal["cat"]
    lives: int = 9


class Dog(Model):
    kind: Literal["dog"]
    walks: int


class Inner(Model):
    deep_field: Annotated[int, Field(alias="deepField")]
    """How deep it is, in metres."""
    word: str = ""


class Outer(Model):
    pet: Annotated[Cat | Dog, Field(discriminator="kind")] | None = None
    number: int | list[int] | None = None
    either: Inner | str | None = None
    inner: dict[str, Inner] = {}
    many: list[Inner] = []
    flag: bool = False
    few: Annotated[list[int], Field(max_length=2)] = []
    even: int = 0

    @field_validator("even")
    @classmethod
    def _even(cls, value: int) -> int:
        if value % 2:
            raise ValueError("it must be even")
        return value


def _explain(text: str, model: type[BaseModel] = Outer) -> list[Diagnostic]:
    node, problems = read(text.encode(), "a.yaml")
    assert node is not None, problems
    with pytest.raises(ValidationError) as error:
        model.model_validate(node.plain())
    return explain_errors(model, node, error.value)


def _told(text: str) -> list[str]:
    return [f"{found.span.line}:{found.span.column} {found.code} {found.message}" for found in _explain(text)]


def test_unknown_field_is_told_at_its_key_with_a_suggestion() -> None:
    (found,) = _explain("inner:\n  a: {deepField: 1, wrod: x}")
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("KB204", 2, 21, 25)
    assert (found.message, found.label) == ('"a" has no field "wrod"', 'did you mean "word"?')


def test_the_name_in_code_is_no_name_in_manifests() -> None:
    codes = [(found.code, found.label) for found in _explain("inner: {a: {deep_field: 1}}")]
    assert ("KB204", 'did you mean "deepField"?') in codes


def test_missing_field_is_told_at_its_parent_with_what_it_is() -> None:
    (found,) = _explain("many:\n  - {word: x}")
    assert (found.span.line, found.span.column) == (2, 5)
    assert found.message == '"deepField" is missing in entry 1 of "many"'
    assert found.help == "write `deepField: …` (How deep it is, in metres)"


def test_an_unknown_tag_of_a_union() -> None:
    (found,) = _explain("pet: {kind: cta}")
    assert (found.code, found.label, found.help) == ("KB208", 'did you mean "cat"?', "possible: cat, dog")


def test_below_a_tagged_union_the_tag_is_skipped() -> None:
    assert _told("pet: {kind: dog, walks: three}") == [
        '1:25 KB201 "walks" must be a whole number, not "three"'
    ]
    (found,) = _explain("pet: {kind: cat, livse: 3}")
    assert (found.span.column, found.label) == (18, 'did you mean "lives"?')


def test_arms_of_a_union_give_one_diagnostic() -> None:
    assert len(_told("number: x")) == 1
    assert _told("number: [1, x]") == ['1:13 KB201 entry 2 of "number" must be a whole number, not "x"']
    assert _told("either: {deepField: x}") == ['1:21 KB201 "deepField" must be a whole number, not "x"']


def test_sizes_and_sorts_in_plain_words() -> None:
    assert _told("flag: maybe") == ['1:7 KB201 "flag" must be `true` or `false`, not "maybe"']
    assert _told("few: [1, 2, 3]") == ['1:6 KB209 "few" must have at most 2 entries, and has 3']
    assert _told("inner: [a]") == ['1:8 KB201 "inner" must be a map, not a list']
    assert _told("inner: {a: {deepField: 1.5}}")[0].startswith("1:24 KB201")


def test_a_validator_s_own_words_are_kept() -> None:
    assert _told("even: 3") == ["1:7 KB221 it must be even"]


def test_several_mistakes_are_sorted_by_place() -> None:
    assert [line.split()[1] for line in _told("flag: 3x\nzzz: 1\nfew: a")] == ["KB201", "KB204", "KB201"]


def test_no_word_of_pydantic_comes_through() -> None:
    told = _told("flag: 3x\nzzz: 1\nfew: a\npet: 1\nnumber: x\neither: 1\ninner: {a: {}}\nmany: {}")
    assert not [line for line in told if "Input should" in line or "valid" in line]
