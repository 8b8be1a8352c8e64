"""A bad commit changes nothing that runs, says where its mistake is, and holds up nobody else."""

from __future__ import annotations

import re

import pytest

from tests.acceptance.fleet import Fleet, wait_for

MANIFEST = "deployments/haven/zoutkade/community.yaml"
OTHERS = {
    "modrzewie-gorne": "deployments/borowo/modrzewie-gorne/community.yaml",
    "ribeira-do-farol": "deployments/costa-clara/ribeira-do-farol/community.yaml",
    "kastanienviertel": "deployments/lindenstadt/kastanienviertel/community.yaml",
}


def wrong_feature(text: str) -> str:
    assert "\n  features:\n" in text
    return text.replace("\n  features:\n", "\n  features:\n    reprot: true\n", 1)


def no_yaml(_text: str) -> str:
    return "this: is: [no YAML\n\t}"


@pytest.mark.parametrize("spoil", [wrong_feature, no_yaml])
def test_a_bad_manifest(examples: Fleet, spoil: object) -> None:
    good = (examples.folder / MANIFEST).read_text(encoding="utf-8")
    before = examples.status()["zoutkade"]
    assert before["ready"]
    revision = examples.commit({MANIFEST: spoil(good)})  # type: ignore[operator]
    wait_for(lambda: examples.condition("zoutkade", "Valid")["status"] == "False", "the mistake is told", 20)
    valid = examples.condition("zoutkade", "Valid")
    assert valid["reason"] == "Invalid"
    assert re.match(rf"{re.escape(MANIFEST)}:\d+:\d+: ", valid["message"])
    now = examples.status()["zoutkade"]
    assert (now["digest"], now["attemptedRevision"], now["ready"]) == (before["digest"], revision, False)
    assert examples.shows("zoutkade", "Zoutkade")
    for name, manifest in OTHERS.items():
        old = (examples.folder / manifest).read_text(encoding="utf-8")
        title = re.search(r"(?m)^  title: (.*)$", old)
        assert title is not None
        examples.retitle(manifest, f"{title[1]} II")
        wait_for(lambda n=name, t=title[1]: examples.shows(n, f"{t} II"), f"{name} changes", 15)
        examples.commit({manifest: old})
        wait_for(lambda n=name, t=title[1]: not examples.shows(n, f"{t} II"), f"{name} changes back", 15)
    assert examples.condition("zoutkade", "Valid")["status"] == "False"
    fixed = re.sub(r"(?m)^  title: .*$", "  title: Zoutkade hersteld", good, count=1)
    examples.commit({MANIFEST: fixed})
    wait_for(lambda: examples.shows("zoutkade", "Zoutkade hersteld"), "the fixed one goes live", 15)
    examples.commit({MANIFEST: good})
    wait_for(lambda: examples.seen()["zoutkade"]["ready"], "all is well again", 15)


def test_a_broken_koban_yaml_stops_nothing(examples: Fleet) -> None:
    good = (examples.folder / "koban.yaml").read_text(encoding="utf-8")
    examples.commit({"koban.yaml": "kind: [\n"})
    wait_for(lambda: "koban.yaml:" in examples.koban("status").stdout, "the mistake is told", 20)
    assert all(one["ready"] for one in examples.status().values())
    assert examples.get("zoutkade").status_code == 200
    examples.commit({"koban.yaml": good})
    wait_for(lambda: "koban.yaml:" not in examples.koban("status").stdout, "it is well again", 20)
