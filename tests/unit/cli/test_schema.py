"""`koban schema`: writes what is stale, tells what is stale."""

from koban.cli.exit import Exit
from koban.cli.main import run


def test_write_then_check_then_nothing_to_write(tmp_path, capsys):
    assert run(["-C", str(tmp_path), "schema", "check"]) == Exit.PROBLEMS
    assert "stale: schemas/v1/community.schema.json" in capsys.readouterr().out
    assert run(["-C", str(tmp_path), "schema", "write"]) == Exit.FINE
    assert "written: schemas/v1/community.schema.json" in capsys.readouterr().out
    assert run(["-C", str(tmp_path), "schema", "check"]) == Exit.FINE
    assert run(["-C", str(tmp_path), "schema", "write"]) == Exit.FINE
    assert capsys.readouterr().out == ""


def test_changed_missing_and_superfluous_files_are_stale(tmp_path, capsys):
    run(["-C", str(tmp_path), "schema", "write"])
    capsys.readouterr()
    (tmp_path / "schemas/v1/force.schema.json").write_text("{}")
    (tmp_path / "schemas/v1/workspace.schema.json").unlink()
    (tmp_path / "schemas/v1/plugins/gone").mkdir()
    (tmp_path / "schemas/v1/plugins/gone/old.schema.json").write_text("{}")
    assert run(["-C", str(tmp_path), "schema", "check"]) == Exit.PROBLEMS
    stale = [line for line in capsys.readouterr().out.splitlines() if line.startswith("stale")]
    assert stale == [
        "stale: schemas/v1/force.schema.json",
        "stale: schemas/v1/plugins/gone/old.schema.json",
        "stale: schemas/v1/workspace.schema.json",
    ]
    run(["-C", str(tmp_path), "schema", "write"])
    assert run(["-C", str(tmp_path), "schema", "check"]) == Exit.FINE
