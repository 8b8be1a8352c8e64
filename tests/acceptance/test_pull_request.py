"""One pull request with six kinds of change, as the people of a force read it: how far each goes, who must agree, in their words."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from koban.plan.markdown import MARKER
from koban.testing.workspace import Workspace, make_workspace
from tests.acceptance.fleet import KOBAN

FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {{name: {name}}}
spec:
  title: {police}
  language: {language}
  timeZone: Europe/Brussels
  country: BE
  emergency: {{call: "112", text: "112."}}
  roles: {{officer: ["local:a"], unit-lead: ["local:b"], data-protection: ["local:c"], chief: ["local:d"]}}
  approvals:
    cosmetic: [unit-lead]
    service: [unit-lead]
    data: [chief, data-protection]
    destructive: [chief, unit-lead]
  purposes:
    response: {{title: {answering}, law: gdpr, retention: 90d, readers: [officer]}}
  controllers: {{police: {{name: {police}, contact: data@police.example}}}}
"""
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {{name: {name}}}
spec:
  title: {title}
  languages: [{language}]
  unit: {{name: Team, posts: 2, phone: "+32 1", staffedHours: "Mo-Fr 09:00-17:00", whenEmpty: "112", maxOpenCases: 30}}
  features:
    report:
      with:
        categories:
          noise:
            label: {noise}
            kind: report
            anonymous: allowed
            firstAnswer: 2wd
            purpose: response
            ask:
              when: {{type: datetime, label: {when}}}
"""
SPOKEN = {
    "nl": {"police": "Politie", "answering": "Meldingen", "noise": "Lawaai", "when": "Wanneer?"},
    "pl": {"police": "Policja", "answering": "Zgłoszenia", "noise": "Hałas", "when": "Kiedy?"},
}
QUESTION = {"nl": "Hoe heet je school?", "pl": "Do jakiej szkoły chodzisz?"}
PLACES = {"harbour": ("quay", "pier", "lock", "dock"), "keeping": ("mill",), "ruling": ("park",)}
LEADS, PROTECTORS, CHIEFS = ["unit-lead"], ["chief", "data-protection"], ["chief", "unit-lead"]
JUDGED = {
    "quay": ("update", "service", LEADS),
    "pier": ("update", "data", PROTECTORS),
    "sluice": ("rename", "service", LEADS),
    "dock": ("delete", "destructive", CHIEFS),
    "mill": ("update", "destructive", CHIEFS),
    "park": ("update", "destructive", CHIEFS),
}
AGREE = {
    "nl": {
        "service": "Een verandering van wat mensen aangeboden krijgen: volgens de regels van vandaag is dit alleen goed met instemming van: teamleiding",
        "data": "Een verandering van wat er verzameld, bewaard, gedeeld of besloten wordt: volgens de regels van vandaag is dit alleen goed met instemming van: korpsleiding en gegevensbescherming",
        "destructive": "Een verandering die iets wegneemt of verandert wie beslist: volgens de regels van vandaag is dit alleen goed met instemming van: korpsleiding en teamleiding",
    },
    "pl": {
        "service": "Zmiana tego, co ludziom się oferuje: według dzisiejszych zasad zgodę muszą wyrazić: kierownictwo zespołu",
        "data": "Zmiana tego, co się zbiera, przechowuje, udostępnia lub rozstrzyga: według dzisiejszych zasad zgodę muszą wyrazić: komendant i inspektor ochrony danych",
        "destructive": "Zmiana, która coś odbiera albo zmienia to, kto decyduje: według dzisiejszych zasad zgodę muszą wyrazić: komendant i kierownictwo zespołu",
    },
}
WORDS = {
    "nl": {
        "quay": ['De app krijgt een functie erbij: "Nieuws"'],
        "pier": ['Aan wie schrijft over "Lawaai", wordt nu ook gevraagd: "Hoe heet je school?"'],
        "sluice": [
            'Het adres van de gemeenschap is nu "sluice" in plaats van "lock"; wat mensen stuurden en hun codes gaan mee, en het oude adres leidt naar het nieuwe',
        ],
        "dock": [
            '"Dock" is niet meer te bereiken; wat mensen stuurden, blijft in het archief tot iemand het daar bewust wist',
        ],
        "mill": ['Gegevens voor "Meldingen" worden 30 dagen bewaard in plaats van 90 dagen'],
        "park": [
            "Een verandering van wat er verzameld, bewaard, gedeeld of besloten wordt: vanaf de volgende keer hoeven hier niet meer mee in te stemmen: gegevensbescherming",
            "Over deze verandering beslissen nog de mensen die vandaag moeten instemmen, niet wie er in de verandering genoemd wordt",
        ],
    },
    "pl": {
        "quay": ["W aplikacji przybywa funkcja: „Aktualności”"],
        "pier": ["Kto pisze w sprawie „Hałas”, jest teraz pytany także o to: „Do jakiej szkoły chodzisz?”"],
        "sluice": [
            "Adres społeczności to teraz „sluice” zamiast „lock”; to, co ludzie przysłali, i ich kody odpowiedzi przechodzą razem, a stary adres prowadzi do nowego",
        ],
        "dock": [
            "„Dock” przestaje być dostępna; to, co ludzie przysłali, zostaje w archiwum, dopóki ktoś świadomie tego nie usunie",
        ],
        "mill": ["Dane w celu „Zgłoszenia” przechowuje się przez 30 dni zamiast 90 dni"],
        "park": [
            "Zmiana tego, co się zbiera, przechowuje, udostępnia lub rozstrzyga: od następnego razu zgody nie muszą już wyrażać: inspektor ochrony danych",
            "O tej zmianie decydują jeszcze ci, którzy muszą wyrazić zgodę dziś, a nie ci, których ona wymienia",
        ],
    },
}


def manifest(force: str, name: str) -> str:
    return f"deployments/{force}/{name}/community.yaml"


def begin(folder: Path, language: str) -> Workspace:
    """Three forces, so that what one of them changes does not touch the communities of the others."""
    files = {".gitignore": ".koban/\n"}
    words = SPOKEN[language] | {"language": language}
    for force, names in PLACES.items():
        files[f"deployments/{force}/force.yaml"] = FORCE.format(name=force, **words)
        for name in names:
            files[manifest(force, name)] = COMMUNITY.format(name=name, title=name.title(), **words)
    return make_workspace(folder, files)


def edit(workspace: Workspace, path: str, old: str, new: str) -> None:
    text = (workspace.path / path).read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    workspace.write(path, text.replace(old, new))


def change(workspace: Workspace, language: str) -> None:
    """All six, in one commit."""
    edit(workspace, manifest("harbour", "quay"), "  features:\n", "  features:\n    news: true\n")
    question = f"            ask:\n              school: {{type: text, label: '{QUESTION[language]}'}}\n"
    edit(workspace, manifest("harbour", "pier"), "            ask:\n", question)
    workspace.git("mv", "deployments/harbour/lock", "deployments/harbour/sluice")
    edit(workspace, manifest("harbour", "sluice"), "{name: lock}", "{name: sluice, movedFrom: lock}")
    shutil.rmtree(workspace.path / "deployments/harbour/dock")
    edit(workspace, "deployments/keeping/force.yaml", "retention: 90d", "retention: 30d")
    edit(workspace, "deployments/ruling/force.yaml", "data: [chief, data-protection]", "data: [chief]")
    workspace.commit("Six kinds of change")


@pytest.fixture(params=["nl", "pl"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def proposed(tmp_path: Path, language: str) -> Workspace:
    workspace = begin(tmp_path / "workspace", language)
    change(workspace, language)
    return workspace


def koban(workspace: Workspace, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KOBAN, "-C", workspace.path, *words], capture_output=True, text=True, timeout=120, check=False
    )


def test_six_kinds_of_change_are_classed_guarded_and_told(proposed: Workspace, language: str) -> None:
    done = koban(proposed, "plan", "--base", "HEAD~1", "--format", "json", "--exit-code")
    assert done.returncode == 4, done.stderr
    plan: dict[str, Any] = json.loads(done.stdout)
    assert plan["invalid"] == []
    found = {one["community"]: one for one in plan["changes"]}
    assert {name: (one["action"], one["class"], one["approvals"]) for name, one in found.items()} == JUDGED
    for name, wanted in WORDS[language].items():
        assert found[name]["summary"] == ". ".join(wanted)

    blocks = koban(proposed, "plan", "--base", "HEAD~1").stdout.split("\n\n")
    lines = {block.split(":", 1)[0]: block.splitlines()[1:] for block in blocks}
    for name, wanted in WORDS[language].items():
        told = [f"  - {sentence}" for sentence in wanted]
        reach = JUDGED[name][1]
        assert lines[name][: len(told) + 1] == [*told, f"  {AGREE[language][reach]} [{reach}]"]


def test_the_comment_says_the_same_and_folds_what_only_some_can_read(
    proposed: Workspace, language: str
) -> None:
    body = koban(proposed, "plan", "--base", "HEAD~1", "--head", "HEAD", "--format", "markdown").stdout
    assert body.startswith(MARKER)
    plain = body.replace("\\", "").replace("\u2060", "")
    for sentences in WORDS[language].values():
        for sentence in sentences:
            assert f"\n- {sentence}\n" in plain
    for reach, words in AGREE[language].items():
        assert f"\n**{words}** (`{reach}`)\n" in plain
    unfolded = "".join(part.split("</details>")[-1] for part in body.split("<details>"))
    assert "firstAnswer" not in unfolded
    assert "retention" not in unfolded


def test_who_is_to_approve_is_not_whom_the_pull_request_names(proposed: Workspace) -> None:
    edit(proposed, manifest("ruling", "park"), "title: Park", "title: Park 2")
    approvals = "destructive: [chief, unit-lead]"
    edit(proposed, "deployments/ruling/force.yaml", approvals, "destructive: [officer]")
    done = koban(proposed, "check", "--base", "HEAD~1")
    assert done.returncode == 0, done.stdout
    assert 'this changes who must approve what is "destructive": "officer" is added' in done.stdout
    [park] = [
        one
        for one in json.loads(koban(proposed, "plan", "--base", "HEAD~1", "--format", "json").stdout)[
            "changes"
        ]
        if one["community"] == "park"
    ]
    assert park["approvals"] == CHIEFS
