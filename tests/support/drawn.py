"""Reads drawn charts back, to hold what is drawn against what the table says."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from koban.web.charts.chart import Chart

SVG = "{http://www.w3.org/2000/svg}"


def read(chart: Chart) -> ET.Element:
    """The SVG as a tree. Raises for what is not well-formed."""
    return ET.fromstring(chart.svg)


def shapes(chart: Chart, kind: str) -> list[ET.Element]:
    """Shapes of one kind, in the order in which they were drawn."""
    return [one for one in read(chart).iter() if one.get("class") == f"chart-{kind}"]


def words(chart: Chart) -> list[str]:
    """Everything that is written on it."""
    return [one.text or "" for one in read(chart).iter(f"{SVG}text")]


def number(shape: ET.Element, name: str) -> float:
    """An attribute as a number."""
    return float(shape.get(name, "nan"))
