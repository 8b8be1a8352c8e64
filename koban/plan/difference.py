"""What differs between two JSON values, field by field. Knows nothing of what the fields mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from koban.model.plan import FieldChange


def differences(before: Any, after: Any, path: str = "") -> Iterator[FieldChange]:
    """Each field whose value, presence or order differs; a whole branch that comes or goes is one change."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _maps(before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after) or any(
            True for old, new in zip(before, after, strict=True) for _ in differences(old, new)
        ):
            yield FieldChange(path=path, before=before, after=after)
    # 1, 1.0 and true are equal in Python and three different things in JSON, and so are 0.0 and -0.0.
    elif type(before) is not type(after) or repr(before) != repr(after):
        yield FieldChange(path=path, before=before, after=after)


def _maps(before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> Iterator[FieldChange]:
    old_order = [key for key in before if key in after]
    new_order = [key for key in after if key in before]
    if old_order != new_order:
        yield FieldChange(path=path, before=old_order, after=new_order)
    for key in dict.fromkeys((*before, *after)):
        here = f"{path}.{key}" if path else key
        if key in before and key in after:
            yield from differences(before[key], after[key], here)
        elif key in before:
            yield FieldChange(path=here, before=before[key], after=None)
        else:
            yield FieldChange(path=here, before=None, after=after[key])
