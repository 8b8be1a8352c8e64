"""Reads the files that a manifest names, from its own folder and from nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from koban.compile.area import AreaError, read_area
from koban.compile.findings import Findings
from koban.compile.icon import IconError, check_icon
from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.tree import Entry, Tree
from koban.manifest.walk import FoundFile
from koban.model.community import CommunitySpec

MAX_FILE = 2 * 1024 * 1024


def read_files(
    named: Iterable[FoundFile], folder: str, entries: Mapping[str, Entry], tree: Tree, findings: Findings
) -> dict[str, bytes]:
    """Path in the folder -> bytes, of each file in `named` that can be read; the others are found."""
    bodies: dict[str, bytes] = {}
    for file in named:
        if file.name not in bodies:
            body = _read(file, folder, entries, tree, findings)
            if body is not None:
                bodies[file.name] = body
    return bodies


def _read(
    file: FoundFile, folder: str, entries: Mapping[str, Entry], tree: Tree, findings: Findings
) -> bytes | None:
    path = f"{folder}/{file.name}"
    entry = entries.get(path)
    if entry is None:
        if any(
            file.name.startswith(f"{_inside(other, folder)}/")
            for other, one in entries.items()
            if one.symlink
        ):
            findings.error(
                "KB313",
                file.path,
                f'"{file.name}" lies behind a symbolic link',
                help="put the file itself into the folder",
            )
        else:
            names = [_inside(other, folder) for other in entries]
            findings.unknown(
                "KB332", file.path, "file", file.name, names, source=f"files are looked for in {folder}/"
            )
    elif entry.symlink:
        findings.error(
            "KB313",
            file.path,
            f'"{file.name}" is a symbolic link',
            help="put the file itself into the folder",
        )
    elif entry.size > MAX_FILE:
        message = f'"{file.name}" has {entry.size:,} bytes; a file may have {MAX_FILE:,}'
        findings.error("KB334", file.path, message, help="make it smaller")
    else:
        return tree.read(path)
    return None


def _inside(path: str, folder: str) -> str:
    return path.removeprefix(f"{folder}/")


def check_pictures(
    spec: CommunitySpec, folder: str, bodies: Mapping[str, bytes], findings: Findings
) -> dict[str, Any] | None:
    """Check the icon, and return the area's GeoJSON."""
    if spec.app.icon is not None and spec.app.icon in bodies:
        try:
            check_icon(bodies[spec.app.icon])
        except IconError as error:
            message = f'"{spec.app.icon}" cannot be the icon: {error}'
            findings.error(
                "KB336", ("app", "icon"), message, help="save it as a square SVG of plain shapes, or as a PNG"
            )
    if spec.area is None or spec.area.file not in bodies:
        return None
    try:
        return read_area(bodies[spec.area.file])
    except AreaError as error:
        cure = "an area is GeoJSON (RFC 7946) with polygons in longitude and latitude; geojson.io draws and saves it"
        span = findings.span(("area", "file"))
        if error.line:
            span = Span(f"{folder}/{spec.area.file}", error.line, error.column, error.line, error.column + 1)
        message = f'"{spec.area.file}" is no area: {error}'
        findings.diagnostics.append(Diagnostic("KB335", message, span, help=cure))
        return None
