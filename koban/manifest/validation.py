"""pydantic's errors to diagnostics in our own words: one mistake, one diagnostic, at its place in the document."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.arms import one_arm
from koban.manifest.cures import (
    SWITCHED,
    curly_quotes,
    date_cure,
    duration_cure,
    hours_cure,
    language_cure,
    language_meant,
    map_cure,
    number_cure,
    path_cure,
)
from koban.manifest.layout import is_overlay
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.pattern import PATTERNS
from koban.manifest.shape import choices_at, fields_at, homes_of
from koban.manifest.slip import mend_error
from koban.manifest.suggestion import did_you_mean, listed, meant
from koban.manifest.wording import kind_of, path_of, shown

_FEW = 12

_SEPARATORS = "a comma stands between two entries; numbers take a point"

Loc = tuple[str | int, ...]
Words = tuple[str, str, str, str]
"""Code, message, label, help."""

_REFERENCES = {
    "feature": "KB301",
    "connector": "KB302",
    "capability": "KB303",
    "theme": "KB304",
    "partner": "KB305",
    "purpose": "KB306",
    "evidence": "KB307",
    "connector instance": "KB308",
    "feature instance": "KB309",
}
_OWN = {
    "bad_name": ("KB206", "write something like `north-quay`"),
    "bad_language": ("KB211", ""),
    "empty_text": ("KB212", "write the words, or leave the key out"),
    "bad_duration": ("KB213", ""),
    "bad_hours": ("KB215", ""),
    "bad_time_zone": ("KB216", "write something like `Europe/Brussels`"),
    "path_outside": ("KB218", ""),
    "bad_secret": ("KB405", "write NAME for a variable, {file: name} for a file, or a plugin's store"),
    "two_schedules": ("KB220", "delete one of them"),
}
_WANTED = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "`true` or `false`",
    "dict": "a map",
    "list": "a list",
    "tuple": "a list",
    "model": "a map",
    "date": "a date",
    "none": "left out",
    "set": "a list",
}


def explain_errors(
    model: type[BaseModel], node: Node, error: ValidationError, where: str = "spec"
) -> list[Diagnostic]:
    """What is wrong with `node`, which is called `where` and which `model` refused, sorted by place."""
    found: dict[tuple[Span, str], Diagnostic] = {}
    details = one_arm(node, error.errors(include_url=False))
    misspelt = _misspelt(model, details)
    for detail in details:
        if detail["type"] == "missing" and detail["loc"] in misspelt:
            continue  # it is there, under a name that is told already
        loc, kind = detail["loc"], detail["type"]
        span = _overlaid(node, loc) or locate(node, loc, kind)
        code, message, label, cure = _words(model, node, detail, where)
        cure = curly_quotes(detail["input"]) or cure
        fix = mend_error(model, detail, span) if label else None
        # Several fields that are missing in one map stand at one key; any other place has one mistake.
        found.setdefault(
            (span, message if kind == "missing" else ""),
            Diagnostic(code, message, span, label=label, help=cure, fix=fix),
        )
    return sorted(found.values(), key=lambda each: (each.span, each.code, each.message))


def _misspelt(model: type[BaseModel], details: list[ErrorDetails]) -> set[Loc]:
    """Where the fields belong that were probably meant by unknown ones."""
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    near = ((loc, meant(loc[-1], fields_at(model, loc[:-1]))) for loc in unknown)
    return {(*loc[:-1], name) for loc, name in near if name is not None}


def _words(model: type[BaseModel], node: Node, detail: ErrorDetails, root: str) -> Words:
    kind, loc = detail["type"], detail["loc"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_field(model, loc, root)
    if kind == "missing":
        return _missing_field(model, loc, root)
    if kind == "unknown_reference":
        return _unknown_reference(context)
    if kind in _OWN:
        code, cure = _OWN[kind]
        label = language_meant(detail["input"]) if kind == "bad_language" else ""
        return code, detail["msg"], label, cure or _own_cure(kind, detail)
    if kind == "literal_error" and loc[-1] == "[key]":
        choices = choices_at(model, loc)
        cure = f"possible: {', '.join(choices)}"
        return "KB208", f'{path_of(loc[:-2])} has no "{loc[-2]}"', did_you_mean(loc[-2], choices), cure
    if kind in {"literal_error", "enum"}:
        return _not_a_choice(choices_at(model, loc), loc, detail["input"])
    if kind.startswith("union_tag"):
        return _bad_tag(context, loc)
    if kind == "string_pattern_mismatch":
        return _mismatch(context, loc, detail["input"])
    if kind.startswith("date"):
        return (
            "KB217",
            f"{path_of(loc)} is a date, and {shown(detail['input'])} is none",
            "",
            date_cure(detail["input"]),
        )
    return _size(kind, context, loc) or _type(node, loc, kind, detail)


def _own_cure(kind: str, detail: ErrorDetails) -> str:
    value = detail["input"]
    if kind == "bad_duration":
        return duration_cure(value, detail["msg"])
    return {"bad_language": language_cure, "bad_hours": hours_cure, "path_outside": path_cure}[kind](value)


def _unknown_field(model: type[BaseModel], loc: Loc, root: str) -> Words:
    known = fields_at(model, loc[:-1])
    where = path_of(loc[:-1]) if len(loc) > 1 else f'"{root}"'
    message, label = f'{where} has no field "{loc[-1]}"', did_you_mean(loc[-1], known)
    cure = f"its fields: {listed(known)}" if known else "it has no fields: leave it out"
    if {"with", "uses"} <= known.keys() and not label:
        cure = "settings stand below `with:`"
    homes = homes_of(model, str(loc[-1])) if len(loc) == 1 else []
    if homes:
        label, cure = "", f"it belongs below {' or '.join(f'`{home}:`' for home in homes)}"
    return "KB204", message, label, cure


def _missing_field(model: type[BaseModel], loc: Loc, root: str) -> Words:
    if isinstance(loc[-1], int):
        name = path_of(loc[:-1])
        return (
            "KB209",
            f"{name} must have at least {loc[-1] + 1} entries",
            "",
            f"write them as {name}: [1.2, 3.4]".replace('"', ""),
        )
    field = fields_at(model, loc[:-1]).get(str(loc[-1]))
    about = (field.description or "").split("\n")[0].rstrip(".") if field else ""
    where = path_of(loc[:-1]) if len(loc) > 1 else f'"{root}"'
    cure = f"write `{loc[-1]}: …`" + (f" ({about})" if about else "")
    return "KB205", f"{path_of(loc)} is missing in {where}", "", cure


def _unknown_reference(context: dict[str, Any]) -> Words:
    kind, value, known = str(context["kind"]), context["value"], list(context["known"])
    hint = did_you_mean(value, known)
    cure = f"there are: {listed(known)}" if known else f"there is no {kind} at all yet"
    if hint and len(known) > _FEW:
        cure = ""
    return _REFERENCES.get(kind, "KB300"), f"there is no {kind} called {shown(value)}", hint, cure


def _not_a_choice(choices: list[str], loc: Loc, value: Any) -> Words:
    message = f"{path_of(loc)} cannot be {shown(value)}"
    return (
        "KB208",
        message,
        did_you_mean(value, choices),
        f"possible: {', '.join(choices)}" if choices else "",
    )


def _bad_tag(context: dict[str, Any], loc: Loc) -> Words:
    choices = [word.strip(" '") for word in str(context.get("expected_tags", "")).split(",")]
    return _not_a_choice([word for word in choices if word], loc, context.get("tag"))


def _mismatch(context: dict[str, Any], loc: Loc, value: Any) -> Words:
    code, message, cure = PATTERNS.get(
        str(context.get("pattern")),
        ("KB210", f"{path_of(loc)} cannot be {shown(value)}", "see how it is written elsewhere"),
    )
    return code, message, "", cure


def _size(kind: str, context: dict[str, Any], loc: Loc) -> Words | None:
    name = path_of(loc)
    bounds = {
        "greater_than_equal": ("ge", "at least {}"),
        "greater_than": ("gt", "more than {}"),
        "less_than_equal": ("le", "at most {}"),
        "less_than": ("lt", "less than {}"),
        "string_too_short": ("min_length", "at least {} characters long"),
        "string_too_long": ("max_length", "at most {} characters long"),
    }
    if kind in bounds:
        key, words = bounds[kind]
        bound = words.format(context[key])
        empty = (kind, context[key]) == ("string_too_short", 1)
        cure = "write the words, or leave the key out" if empty else ""
        return "KB209", f"{name} must be {bound}", "", cure
    if kind in {"too_short", "too_long"}:
        bound = (
            f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        )
        return (
            "KB209",
            f"{name} must have {bound} entries, and has {context['actual_length']}",
            "",
            _SEPARATORS,
        )
    return None


def _type(node: Node, loc: Loc, kind: str, detail: ErrorDetails) -> Words:
    wanted = _WANTED.get(kind.split("_", maxsplit=1)[0])
    if wanted is None or kind.endswith("_error"):
        return "KB221", detail["msg"].removeprefix("Value error, "), "", ""
    value = detail["input"]
    if _overlaid(node, loc) is not None:
        cure = "delete it here; only texts for people are translated"
        return (
            "KB310",
            f"{path_of(loc)} is no text for people in the manifest, so it is not translated",
            "",
            cure,
        )
    if wanted == "a map" and isinstance(value, int | float) and not isinstance(value, bool):
        wanted = "a text" if kind == "dict_type" else wanted
    if value is None:
        return (
            "KB201",
            f"{path_of(loc)} must be {wanted}, and nothing stands there",
            "",
            "write a value, or leave the key out",
        )
    if wanted == "a map" and len(loc) == 2 and loc[0] in SWITCHED:
        wanted = "`true`, `false` or a map"
    same = (isinstance(value, str) and wanted != "a text") or (
        isinstance(value, float) and wanted == "a whole number"
    )
    given = shown(value) if same else kind_of(value)
    return "KB201", f"{path_of(loc)} must be {wanted}, not {given}", "", _type_cure(wanted, value, loc)


def _type_cure(wanted: str, value: Any, loc: Loc) -> str:
    if wanted == "a text" and isinstance(value, int | float):
        return "put it in quotes"
    if wanted == "a list" and isinstance(value, str) and loc:
        return (
            f"write `{loc[-1]}: [{', '.join(re.split('[,; ]+', value[:40].lstrip('-').replace(' -', ' ')))}]`"
        )
    if wanted.endswith("a map"):
        return map_cure(value, loc)
    return (number_cure(value) if wanted == "a number" else "") or f"write {wanted}"


def _overlaid(node: Node, loc: Loc) -> Span | None:
    """Where an overlay of texts made a language map of what is no text, if that is what stands at `loc`."""
    target = node.get(*(step for step in loc if step != "[key]"))
    if target is None or not isinstance(target.value, dict):
        return None
    return next((span for span in target.keys.values() if is_overlay(span.file)), None)
