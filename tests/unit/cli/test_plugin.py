"""`koban plugin list`: what is there, what it gives, what failed."""

import json
import sys

from jsonschema import Draft202012Validator

from koban.cli.exit import Exit
from koban.cli.main import run
from koban.compile.schemas import schema_files
from koban.plugin.manager import load_registry


def listed(capsys):
    code = run(["plugin", "list", "--format", "json"])
    value = json.loads(capsys.readouterr().out)
    schema = json.loads(schema_files(load_registry())["output/plugin-list.schema.json"])
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    return code, {plugin["name"]: plugin for plugin in value["plugins"]}


def test_each_plugin_and_what_it_contributes(capsys):
    code, plugins = listed(capsys)
    assert code == Exit.FINE
    assert {"koban-engage", "koban-framework", "koban-opendata"} <= set(plugins)
    assert "report" in plugins["koban-engage"]["features"]
    assert plugins["koban-opendata"]["connectors"] == ["geojson"]
    assert plugins["koban-systemd"]["stores"] == ["credential"]
    assert plugins["koban-framework"]["hooks"] == ["koban_blueprints", "koban_capability_modules"]
    assert plugins["koban-framework"]["capabilities"] > 0
    assert "contrast" in plugins["koban-policies"]["policies"]


def test_a_failed_plugin_is_shown_and_makes_the_exit_code_3(capsys, tmp_path, monkeypatch):
    (tmp_path / "bad_one.py").write_text("raise RuntimeError('no luck')\n")
    info = tmp_path / "bad_one-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-one\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[koban]\nbad-one = bad_one\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    code, plugins = listed(capsys)
    assert code == Exit.BUG
    (problem,) = plugins["bad-one"]["problems"]
    assert problem == {
        "hook": "import",
        "message": "RuntimeError: no luck",
        "place": f"{tmp_path}/bad_one.py:1",
    }
    assert run(["plugin", "list"]) == Exit.BUG
    assert "failed in import: RuntimeError: no luck" in capsys.readouterr().out
    assert "bad_one" not in sys.modules


def test_as_text(capsys):
    assert run(["plugin", "list"]) == Exit.FINE
    out = capsys.readouterr().out
    assert "koban-opendata 0" in out
    assert "  connectors:   geojson" in out
    assert "  policies:     contrast, " in out
