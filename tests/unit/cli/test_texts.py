"""`koban texts`: what translators are told, and the files they get and bring back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from koban.cli.exit import Exit
from koban.cli.main import run
from koban.compile.compiler import compile_community
from koban.compile.schemas import schema_files
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry
from koban.testing.workspace import Workspace, make_workspace

ROOT = Path(__file__).parents[3]
EXAMPLES = ("kastanienviertel", "modrzewie-gorne", "ribeira-do-farol", "zoutkade")
FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Politie Haven
  language: nl
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: {nl: Bel 112., uk: Телефонуйте 112., fr: Appelez le 112.}}
  controllers: {police: {name: PZ Haven, contact: dpo@haven.example}}
  defaults: {features: {news: {with: {intro: Nieuws uit de wijk}}}}
"""
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {name: zoutkade}
spec:
  title: Zoutkade
  summary: Aan de kade
  languages: [nl, uk]
  unit: {name: Wijkteam}
"""
MANIFEST = "deployments/haven/zoutkade/community.yaml"
UK = "deployments/haven/zoutkade/texts/uk.yaml"
WHOLE = "title: Набережна\nsummary: На набережній\nunit: {name: Команда}\nfeatures: {news: {with: {intro: Новини}}}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    files = {"deployments/haven/force.yaml": FORCE, MANIFEST: COMMUNITY, UK: WHOLE}
    return make_workspace(tmp_path / "w", files)


def texts(workspace: Workspace, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = run(["-C", str(workspace.path), "texts", *options])
    told = capsys.readouterr()
    return code, told.out + told.err


def told(workspace: Workspace, capsys: pytest.CaptureFixture[str], *options: str) -> dict:
    code, out = texts(workspace, capsys, "--format", "json", *options)
    value = json.loads(out)
    schema = json.loads(schema_files(load_registry())["output/texts.schema.json"])
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    return {"code": code, **value}


def uk(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> dict:
    (community,) = told(workspace, capsys, "zoutkade")["communities"]
    return next(row for row in community["languages"] if row["language"] == "uk")


def edit(workspace: Workspace, path: str, old: str, new: str) -> None:
    text = (workspace.path / path).read_text("utf-8")
    assert text.count(old) == 1
    workspace.write(path, text.replace(old, new))


def digest(workspace: Workspace, name: str = "zoutkade") -> str:
    tree = WorkingTree(workspace.path)
    found, compiled = compile_community(
        load_workspace(tree, parents=load_registry().parents).communities[name], load_registry(), tree
    )
    assert compiled is not None, found
    return compiled.digest


def test_a_complete_language_is_said_to_be_so(workspace, capsys) -> None:
    assert texts(workspace, capsys) == (
        Exit.FINE,
        "zoutkade\n  nl: 4 of 4 texts, complete\n  uk: 4 of 4 texts, complete\n",
    )


def test_what_lacks_is_told_with_its_words_and_place(workspace, capsys) -> None:
    workspace.write(UK, "title: Набережна\nunit: {name: Команда}\ntitel: x\n")
    code, out = texts(workspace, capsys, "zoutkade", "--language", "uk")
    assert code == Exit.PROBLEMS
    assert (
        out
        == f"""\
zoutkade
  uk: 2 of 4 texts, 2 lacking, 1 left over
    lacking     summary  ({MANIFEST}:6)
      nl: Aan de kade
    lacking     features.news.with.intro  (deployments/haven/force.yaml:11)
      nl: Nieuws uit de wijk
    left over   titel  ({UK}:3)
"""
    )


def test_a_translation_is_stale_when_its_original_changed_after_it(workspace, capsys) -> None:
    edit(workspace, MANIFEST, "Aan de kade", "Aan het water")
    workspace.commit()
    (stale,) = uk(workspace, capsys)["stale"]
    assert stale == {
        "path": "summary",
        "file": MANIFEST,
        "line": 6,
        "language": "nl",
        "words": "Aan het water",
        "before": "Aan de kade",
        "translation": "На набережній",
        "translationFile": UK,
        "translationLine": 2,
    }
    code, out = texts(workspace, capsys)
    assert code == Exit.PROBLEMS
    assert "  uk: 4 of 4 texts, 1 stale\n" in out
    assert "      nl, then: Aan de kade\n      nl, now:  Aan het water\n      uk: На набережній\n" in out


def test_words_of_the_force_make_a_translation_stale_too(workspace, capsys) -> None:
    edit(workspace, "deployments/haven/force.yaml", "Nieuws uit de wijk", "Het nieuws")
    (stale,) = uk(workspace, capsys)["stale"]
    assert (stale["path"], stale["file"]) == ("features.news.with.intro", "deployments/haven/force.yaml")


def test_a_changed_translation_is_not_stale_committed_or_not(workspace, capsys) -> None:
    edit(workspace, MANIFEST, "Aan de kade", "Aan het water")
    workspace.commit()
    edit(workspace, UK, "На набережній", "Біля води")
    assert uk(workspace, capsys)["stale"] == []
    workspace.commit()
    assert uk(workspace, capsys)["stale"] == []


def test_a_translation_made_on_a_branch_is_judged_by_what_it_was_made_from(workspace, capsys) -> None:
    workspace.git("switch", "-q", "-c", "translator")
    edit(workspace, UK, "На набережній", "Кадебережжя")
    workspace.commit()
    workspace.git("switch", "-q", "main")
    edit(workspace, MANIFEST, "Aan de kade", "Aan het water")
    workspace.commit()
    workspace.git("merge", "-q", "--no-edit", "translator")
    assert [each["before"] for each in uk(workspace, capsys)["stale"]] == ["Aan de kade"]


def test_outside_git_staleness_is_not_known(workspace, capsys) -> None:
    shutil.rmtree(workspace.path / ".git")
    (community,) = told(workspace, capsys)["communities"]
    assert community["staleness"] == "unknown"
    code, out = texts(workspace, capsys)
    assert code == Exit.FINE
    assert "whether translations are stale is not known" in out
    assert "is not a Git repository" in out


def test_a_shallow_clone_knows_a_part(workspace, capsys, tmp_path) -> None:
    workspace.write(MANIFEST, COMMUNITY.replace("Aan de kade", "Aan het water"))
    workspace.commit()
    workspace.git("clone", "-q", "--depth=1", workspace.path.as_uri(), str(tmp_path / "shallow"))
    (community,) = told(Workspace(tmp_path / "shallow"), capsys)["communities"]
    assert (community["staleness"], community["languages"][1]["stale"]) == ("partly", [])
    assert "older changes may" in texts(Workspace(tmp_path / "shallow"), capsys)[1]


def test_write_tidies_and_a_second_run_changes_nothing(workspace, capsys) -> None:
    workspace.write(UK, "# примітка\nunit: {name: Команда}\ntitle: Набережна  # так\ntitel: x\n")
    code, out = texts(workspace, capsys, "zoutkade", "--write")
    assert code == Exit.FINE
    assert out == (
        f"{UK}:4:1: took out titel, which nothing in the manifest has\n"
        f"wrote {UK}: 2 of 4 texts lacking, 0 stale\n"
    )
    written = (workspace.path / UK).read_text("utf-8")
    assert (
        written
        == """\
# koban texts: what ends in "# nl" is not translated: put your words there, and no "#"
title: Набережна  # так
# summary: Aan de kade  # nl
# примітка
unit: {name: Команда}
# features:
#   news:
#     with:
#       intro: Nieuws uit de wijk  # nl
"""
    )
    assert texts(workspace, capsys, "zoutkade", "--write") == (Exit.FINE, f"{UK}: nothing to change\n")


def test_a_new_language_begins_with_comments_alone(workspace, capsys) -> None:
    edit(workspace, MANIFEST, "[nl, uk]", "[nl, uk, fr]")
    assert texts(workspace, capsys, "zoutkade", "--write", "--language", "fr")[0] == Exit.FINE
    written = (workspace.path / "deployments/haven/zoutkade/texts/fr.yaml").read_text("utf-8")
    assert all(line.startswith("# ") for line in written.splitlines())
    assert run(["-C", str(workspace.path), "check"]) == Exit.FINE
    assert "fr is not offered yet: 4 texts are missing" in capsys.readouterr().out


def test_who_finds_that_a_translation_fits_still_writes_so(workspace, capsys) -> None:
    edit(workspace, MANIFEST, "Aan de kade", "Aan de kade.")
    workspace.commit()
    texts(workspace, capsys, "zoutkade", "--write")
    edit(workspace, UK, '# stale: "Aan de kade."', '# fits: "Aan de kade."')
    assert uk(workspace, capsys)["stale"] == []
    assert texts(workspace, capsys, "zoutkade", "--write")[0] == Exit.FINE
    written = (workspace.path / UK).read_text("utf-8")
    assert '# fits: "Aan de kade."\nsummary: На набережній\n' in written
    assert "koban texts:" not in written
    edit(workspace, MANIFEST, "Aan de kade.", "Aan het water")
    assert [each["before"] for each in uk(workspace, capsys)["stale"]] == ["Aan de kade"]
    texts(workspace, capsys, "zoutkade", "--write")
    assert '# stale: "Aan het water"\nsummary: ' in (workspace.path / UK).read_text("utf-8")
    edit(workspace, UK, "На набережній", "Біля води")
    texts(workspace, capsys, "zoutkade", "--write")
    assert (workspace.path / UK).read_text("utf-8").startswith("title: Набережна\nsummary: Біля води\n")


def test_marks_stay_where_the_history_is_not_known(workspace, capsys) -> None:
    marked = WHOLE.replace("summary", '# stale: "Aan"\nsummary').replace("unit", '# fits: "W"\nunit')
    workspace.write(UK, '# fits: "Zoutkade"\n' + marked)
    shutil.rmtree(workspace.path / ".git")
    assert texts(workspace, capsys, "zoutkade", "--write")[0] == Exit.FINE
    written = (workspace.path / UK).read_text("utf-8")
    assert '# stale: "Aan de kade"\nsummary: ' in written
    assert '# fits: "Zoutkade"\ntitle: ' in written
    assert '# fits: "W"' not in written


def test_a_file_in_which_nothing_is_left_goes(workspace, capsys) -> None:
    workspace.write(
        MANIFEST, COMMUNITY.replace("Zoutkade", "{nl: Z, uk: З}").replace("  summary: Aan de kade\n", "")
    )
    edit(workspace, MANIFEST, "Wijkteam", "{nl: W, uk: К}")
    edit(workspace, "deployments/haven/force.yaml", "Nieuws uit de wijk", "{nl: N, uk: Н}")
    workspace.write(UK, "old: x\n")
    code, out = texts(workspace, capsys, "zoutkade", "--write")
    assert (code, (workspace.path / UK).exists()) == (Exit.FINE, False)
    assert f"removed {UK}: nothing was left in it" in out


@pytest.mark.parametrize("wrong", ["title: [\n", "title: 112\n", "spec: {title: x}\n"])
def test_a_file_that_a_person_must_mend_is_told_and_left_alone(workspace, capsys, wrong) -> None:
    workspace.write(UK, wrong)
    row = uk(workspace, capsys)
    assert (row["present"], row["lacking"], len(row["mistakes"])) == (0, [], 1)
    for options in (["--write"], ["--export", "po", "--to", str(workspace.path / "po")]):
        code, out = texts(workspace, capsys, "zoutkade", *options)
        assert code == Exit.PROBLEMS
        assert f"{UK}:" in out
    assert f"uk: {UK} has mistakes" in texts(workspace, capsys)[1]
    assert (workspace.path / UK).read_text() == wrong


def test_a_manifest_with_mistakes_hides_what_there_is(workspace, capsys) -> None:
    edit(workspace, MANIFEST, "title:", "titel:")
    assert told(workspace, capsys) == {"code": Exit.PROBLEMS, "communities": [], "invalid": ["zoutkade"]}
    for options in (["--write"], ["--export", "po"], ["--import", str(workspace.path / "koban.yaml")], []):
        code, out = texts(workspace, capsys, "zoutkade", *options)
        assert (code, out) == (
            Exit.PROBLEMS,
            "zoutkade: has errors that hide what there is to translate (koban check)\n",
        )


def test_a_folder_that_is_a_link_is_not_written_into(workspace, capsys, tmp_path) -> None:
    shutil.rmtree((workspace.path / UK).parent)
    (tmp_path / "elsewhere").mkdir()
    (workspace.path / UK).parent.symlink_to(tmp_path / "elsewhere")
    code, out = texts(workspace, capsys, "zoutkade", "--write")
    assert code == Exit.USAGE
    assert "is a symbolic link" in out
    assert list((tmp_path / "elsewhere").iterdir()) == []


def export(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = workspace.path.parent / "po"
    code, out = texts(workspace, capsys, "zoutkade", "--export", "po", "--to", str(folder))
    assert (code, f"wrote {folder / 'zoutkade.uk.po'}: " in out) == (Exit.FINE, True)
    return folder / "zoutkade.uk.po"


def test_export_then_import_changes_nothing(workspace, capsys) -> None:
    edit(workspace, MANIFEST, "Aan de kade", "Aan het water")
    workspace.write(UK, "summary: На набережній\ntitle: Набережна\n")
    file = export(workspace, capsys)
    assert '#, fuzzy\nmsgctxt "summary"\n' in file.read_text("utf-8")
    assert texts(workspace, capsys, "zoutkade", "--import", str(file)) == (Exit.FINE, "0 taken\n")
    assert (workspace.path / UK).read_text("utf-8") == "summary: На набережній\ntitle: Набережна\n"


def test_import_takes_what_fits_and_tells_the_rest(workspace, capsys) -> None:
    workspace.write(UK, "title: Набережна\n")
    file = export(workspace, capsys)
    text = file.read_text("utf-8").replace('"Wijkteam"\nmsgstr ""', '"Wijkteam"\nmsgstr "Команда"')
    file.write_text(text.replace('"Aan de kade"\nmsgstr ""', '"Aan de kade"\nmsgstr "Біля води"'), "utf-8")
    edit(workspace, MANIFEST, "Aan de kade", "Aan het water")
    code, out = texts(workspace, capsys, "zoutkade", "--import", str(file))
    assert code == Exit.PROBLEMS
    assert out.startswith(f"wrote {UK}: 2 of 4 texts lacking, 0 stale\n1 taken, 1 refused\n{file}:")
    assert "[KB347]" in out
    assert '      | msgid "Aan de kade"\n'.strip() in out
    assert f"it reads now: {MANIFEST}:6:12" in out
    written = (workspace.path / UK).read_text("utf-8")
    assert "unit:\n  name: Команда\n" in written
    assert "Біля води" not in written


def test_a_translator_who_takes_fuzzy_away_confirms_the_translation(workspace, capsys) -> None:
    edit(workspace, MANIFEST, "Aan de kade", "Aan de kade.")
    workspace.commit()
    file = export(workspace, capsys)
    file.write_text(file.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    code, out = texts(workspace, capsys, "zoutkade", "--import", str(file))
    assert (code, out) == (
        Exit.FINE,
        f"wrote {UK}: 0 of 4 texts lacking, 0 stale\n0 taken, 1 found to fit still\n",
    )
    assert uk(workspace, capsys)["stale"] == []


def test_no_export_is_overwritten(workspace, capsys) -> None:
    file = export(workspace, capsys)
    file.write_text("work of a day")
    code, out = texts(workspace, capsys, "zoutkade", "--export", "po", "--to", str(file.parent))
    assert code == Exit.USAGE
    assert "is there already" in out
    assert file.read_text() == "work of a day"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["zoutkaade"], 'there is no community called "zoutkaade"; did you mean "zoutkade"?'),
        (["--write"], "--write needs the NAME of a community"),
        (["zoutkade", "--write", "--export", "po"], "--write and --export are two things"),
        (["zoutkade", "--to", "x"], "--to says where --export writes"),
        (["zoutkade", "--language", "uk", "--import", "."], "is a directory"),
        (["zoutkade", "--language", "uk", "--import", __file__], "leave out --language"),
        (["--language", "ku"], "nothing is translated to ku"),
    ],
)
def test_wrong_use_is_told(workspace, capsys, options, words) -> None:
    code, out = texts(workspace, capsys, *options)
    assert code == Exit.USAGE
    assert words in out


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "deployments", folder / "deployments")
    shutil.copytree(ROOT / "blueprints", folder / "blueprints")
    shutil.copy(ROOT / "koban.yaml", folder)
    return Workspace(folder)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_all_its_texts_in_all_its_languages(examples, capsys, name) -> None:
    (community,) = told(examples, capsys, name)["communities"]
    assert len(community["languages"]) > 1
    for row in community["languages"]:
        assert (row["present"], row["leftOver"], row["mistakes"]) == (row["texts"], [], []), row["language"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_tidying_an_example_keeps_its_digest_and_its_every_word(examples, capsys, name) -> None:
    before = digest(examples, name)
    files = {
        path: path.read_text("utf-8") for path in examples.path.glob(f"deployments/*/{name}/texts/*.yaml")
    }
    assert texts(examples, capsys, name, "--write")[0] == Exit.FINE
    assert digest(examples, name) == before
    assert {path: path.read_text("utf-8") for path in files} == files


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_without_a_part_of_its_texts_gets_them_back_by_import(
    examples, capsys, tmp_path, name
) -> None:
    before = digest(examples, name)
    whole = {
        path: path.read_text("utf-8") for path in examples.path.glob(f"deployments/*/{name}/texts/*.yaml")
    }
    texts(examples, capsys, name, "--export", "po", "--to", str(tmp_path))
    for path in whole:
        path.write_text("# почато\n", "utf-8")
    assert texts(examples, capsys, name, "--write")[0] == Exit.FINE
    for path in whole:
        file = tmp_path / f"{name}.{path.stem}.po"
        code, out = texts(examples, capsys, name, "--import", str(file))
        assert code == Exit.FINE, out
        assert path.read_text("utf-8").startswith("# почато\n")
    assert digest(examples, name) == before
    for path, text in whole.items():
        path.write_text(text, "utf-8")


def test_a_folder_without_communities_is_told(tmp_path, capsys) -> None:
    code, out = texts(Workspace(tmp_path), capsys)
    assert code == Exit.USAGE
    assert "there are no communities here" in out
