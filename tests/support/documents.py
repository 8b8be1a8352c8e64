"""Documents made from a strict JSON Schema: such as fit it, and such as somebody made a mistake or two in."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from koban.compile.pattern_words import DATE
from koban.model.base import INSIDE_FOLDER, LANGUAGE, NAME_PATTERN
from koban.model.duration import PATTERN as PROMISE

Schema = Mapping[str, Any]
Path = tuple[str | int, ...]

WORDS = ("x", "Haven", "zażółć", "a b", "no", "1", "2026-01-01")
LANGUAGES = ("en", "nl", "pl-simple")
KNOWN = {
    "partner": ["library", "senior-council"],
    "purpose": ["response", "question", "participation"],
    "connector instance": ["bus", "lights"],
}
"""Kind of reference that no schema lists -> what there is."""
_SLIPS: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 3, 2.0, 2.5, 4_000_000_000, "", " ", "x", "yes", "true", "1", "2.5"),
    *("2026-01-01", "2026-02-30", "2026-13-01", "20260101", "86400", "2026-01-01T00:00:00", "2026-1-1"),
    *("a--b", "Big", "a-", "nl", "NL!", "#aabbcc", "red", "15m", "2wd", "0h", "often", "* * * * *"),
    *("Mo-Fr 08:00-16:00", "whenever", "../a", "/a", "a/b.txt", "a//b", "c:/x", "a\\b", "partners.x"),
    *("features.report", "+48 1", "led-pl", "gdpr", "PL", "Europe/Warsaw", "Mars/Base", "oidc:a", "lindex"),
    *([], {}, ["x"], ["nl"], [1, 2], {"x": 1}, {"nl": "a"}, {"nl": ""}, {"NL!": "a"}),
)
_EXAMPLES: dict[str, tuple[str, ...]] = {
    NAME_PATTERN: ("a", "north-quay", "x1", "a" * 40),
    rf"^{LANGUAGE}$": LANGUAGES,
    INSIDE_FOLDER: ("area.geojson", "a/b.txt", "..a/b", "a/.../b"),
    DATE: ("2026-01-01", "2028-02-29", "0001-12-31"),
    PROMISE: ("15m", "2wd", "99999s"),
    PROMISE.replace("|wd", ""): ("15m", "180d"),
    "\\S": WORDS,
}
_PRINTED = st.characters(min_codepoint=32, max_codepoint=126)


def documents(schema: Schema, definitions: Mapping[str, Schema]) -> SearchStrategy[Any]:
    """Documents that fit `schema`, as far as its conditions let a blind maker tell."""
    if "$ref" in schema:
        return documents(definitions[str(schema["$ref"]).removeprefix("#/$defs/")], definitions)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    if "anyOf" in schema and "properties" not in schema:
        return st.one_of([documents(arm, definitions) for arm in schema["anyOf"]])
    if "allOf" in schema and "properties" not in schema:
        return documents(schema["allOf"][0], definitions)
    return _MAKERS.get(str(schema.get("type")), _anything)(schema, definitions)


def _anything(schema: Schema, definitions: Mapping[str, Schema]) -> SearchStrategy[Any]:
    return st.sampled_from(_SLIPS).map(copy.deepcopy)


def _texts(schema: Schema, definitions: Mapping[str, Schema]) -> SearchStrategy[str]:
    kind, pattern = schema.get("x-koban-reference"), schema.get("pattern")
    if kind in KNOWN:
        return st.sampled_from(KNOWN[kind])
    if pattern is None:
        return st.sampled_from(WORDS).map(lambda words: words.ljust(schema.get("minLength", 0), "x"))
    if pattern in _EXAMPLES:
        return st.sampled_from(_EXAMPLES[pattern])
    return st.from_regex(pattern, fullmatch=True, alphabet=_PRINTED).filter(
        lambda words: len(words) <= schema.get("maxLength", 40)
    )


def _whole_numbers(schema: Schema, definitions: Mapping[str, Schema]) -> SearchStrategy[int]:
    return st.integers(schema.get("minimum", -5), schema.get("maximum", 99))


def _numbers(schema: Schema, definitions: Mapping[str, Schema]) -> SearchStrategy[float]:
    low, high = schema.get("minimum", -99), schema.get("maximum", 99)
    return st.integers(low, high) | st.floats(low, high, allow_nan=False).map(lambda value: round(value, 3))


def _lists(schema: Schema, definitions: Mapping[str, Schema]) -> SearchStrategy[Any]:
    if "prefixItems" in schema:
        return st.tuples(*(documents(one, definitions) for one in schema["prefixItems"])).map(list)
    least = schema.get("minItems", 0)
    return st.lists(documents(schema.get("items", {}), definitions), min_size=least, max_size=least + 2)


def _maps(schema: Schema, definitions: Mapping[str, Schema]) -> SearchStrategy[Any]:
    fields = {name: documents(field, definitions) for name, field in schema.get("properties", {}).items()}
    required = {name: fields.pop(name) for name in schema.get("required", ())}
    fixed = st.fixed_dictionaries(required, optional=fields)
    entries = schema.get("additionalProperties")
    if not isinstance(entries, Mapping):
        return fixed
    names = documents(
        {"type": "string", **schema.get("propertyNames", {"pattern": NAME_PATTERN})}, definitions
    )
    least = schema.get("minProperties", 0)
    more = st.dictionaries(names, documents(entries, definitions), min_size=least, max_size=least + 2)
    return st.builds(lambda one, other: {**other, **one}, fixed, more)


_Maker = Callable[[Schema, Mapping[str, Schema]], SearchStrategy[Any]]
_MAKERS: dict[str, _Maker] = {
    "string": _texts,
    "integer": _whole_numbers,
    "number": _numbers,
    "boolean": lambda schema, definitions: st.booleans(),
    "null": lambda schema, definitions: st.none(),
    "array": _lists,
    "object": _maps,
}


@st.composite
def with_slips(draw: DrawFn, fitting: SearchStrategy[Any], nulls: bool = True) -> Any:
    """What `fitting` makes, with up to two slips in it: another value, a key too much, one too little or one misspelt."""
    document = copy.deepcopy(draw(fitting))
    for _ in range(draw(st.integers(0, 2))):
        document = _slip(draw, document)
    return document if nulls else without_nulls(document)


def _slip(draw: DrawFn, document: Any) -> Any:
    path = draw(st.sampled_from(list(paths(document))))
    slip = copy.deepcopy(draw(st.sampled_from(_SLIPS)))
    if not path:
        return slip if not isinstance(document, dict) else {**document, "lindex": slip}
    parent = at(document, path[:-1])
    action = draw(st.sampled_from(["other", "other", "less", "more"]))
    if action == "less" or not isinstance(parent, dict):
        if action == "less":
            del parent[path[-1]]
        else:
            parent[path[-1]] = slip
    else:
        parent[path[-1] if action == "other" else f"{path[-1]}x"] = slip
    return document


@st.composite
def parts(draw: DrawFn, document: Any) -> Any:
    """A part of a document: some keys left out, at any depth but in no list."""
    if not isinstance(document, dict):
        return document
    return {key: draw(parts(value)) for key, value in document.items() if draw(st.integers(0, 3))}


def without_nulls(document: Any) -> Any:
    """`document` without the keys and entries that are null."""
    if isinstance(document, dict):
        return {key: without_nulls(value) for key, value in document.items() if value is not None}
    return (
        [without_nulls(item) for item in document if item is not None]
        if isinstance(document, list)
        else document
    )


def paths(document: Any, before: Path = ()) -> Iterator[Path]:
    """Where something stands in `document`."""
    yield before
    inner = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for key, value in inner:
        yield from paths(value, (*before, key))


def at(document: Any, path: Path) -> Any:
    """What stands at `path`."""
    for step in path:
        document = document[step]
    return document
