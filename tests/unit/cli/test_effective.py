"""`koban show` and `koban explain NAME PATH`: what holds, and where each part of it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from koban.cli.context import Context
from koban.cli.effective import as_yaml, find_effective, scalar
from koban.cli.main import cli
from koban.manifest.reader import read

ROOT = Path(__file__).parents[3]
EXAMPLES = ["kastanienviertel", "modrzewie-gorne", "ribeira-do-farol", "zoutkade"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["-C", str(ROOT), *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_shown_reads_as_what_holds(name: str) -> None:
    found = find_effective(Context(ROOT, ROOT / ".koban"), name)
    code, shown = run("show", name)
    node, problems = read(shown.encode(), "shown.yaml")
    assert (code, problems) == (0, [])
    assert node is not None
    spec = node.get("spec")
    assert spec is not None
    assert spec.plain() == _without_nothing(found.document, found.node.plain())


def _without_nothing(value: object, written: object) -> object:
    """`value` without what is empty and nobody wrote."""
    if isinstance(value, dict):
        own = written if isinstance(written, dict) else {}
        kept = {key: item for key, item in value.items() if not _nothing(item) or key in own}
        return {key: _without_nothing(item, own.get(key)) for key, item in kept.items()}
    if isinstance(value, list):
        return [_without_nothing(item, None) for item in value]
    return value


def _nothing(value: object) -> bool:
    return all(map(_nothing, value.values())) if isinstance(value, dict) else value in (None, [])


def test_every_line_with_a_value_says_where_it_comes_from() -> None:
    lines = run("show", "zoutkade")[1].splitlines()[5:]
    assert all("  # " in line for line in lines if not line.rstrip().endswith(":"))


def test_a_value_of_the_force_names_the_line_in_the_force() -> None:
    code, told = run("explain", "zoutkade", "unit.posts")
    line = next(
        number
        for number, text in enumerate((ROOT / "deployments/haven/force.yaml").read_text().splitlines(), 1)
        if "posts: 6" in text
    )
    assert (code, told.splitlines()[0]) == (0, "# How many officers.")
    assert told.endswith(f"# deployments/haven/force.yaml:{line}\n")


def test_a_setting_that_nobody_wrote_names_the_plugin() -> None:
    _, told = run("explain", "zoutkade", "features.report.with.categories.question.sensitive")
    assert told.splitlines()[0] == "# Whether its pages show a way to leave quickly."
    assert told.endswith("# default of koban-engage (report)\n")


def test_a_translation_names_its_own_file() -> None:
    _, told = run("explain", "zoutkade", "title.fr")
    assert told.startswith("fr: Zoutkade")
    assert told.endswith("# deployments/haven/zoutkade/texts/fr.yaml:1\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "zoutkade", "unit.post"), 'did you mean "posts"?'),
        (("explain", "zoutkad", "unit"), 'did you mean "zoutkade"?'),
        (("explain", "zoutkade", "title.fr.x"), "nothing is below it"),
        (("explain", "zoutkade"), "koban explain zoutkade features"),
        (("show", "nowhere"), "there are: "),
    ],
)
def test_what_is_not_there_is_told_with_a_cure(arguments: tuple[str, ...], words: str) -> None:
    code, told = run(*arguments)
    assert code == 2
    assert words in told


@given(st.one_of(st.text(max_size=60), st.integers(-(10**9), 10**9), st.booleans(), st.none()))
def test_a_scalar_reads_as_itself(value: str | int | bool | None) -> None:
    if isinstance(value, str) and any(0xD800 <= ord(sign) <= 0xDFFF for sign in value):
        return
    node, problems = read(f"key: {scalar(value)}\n".encode(), "x.yaml")
    if value is None:
        return
    assert not problems
    assert node is not None
    assert node.plain() == {"key": value}


def test_an_empty_part_is_said_to_be_empty() -> None:
    found = find_effective(Context(ROOT, ROOT / ".koban"), "zoutkade")
    assert as_yaml(found, {}, ("partners", "hospital", "receives")).startswith("receives: {}")
