"""Where fields stand: in the manifest, in its texts, in the force's file, or in a file that is named."""

from __future__ import annotations

import pytest
from sample_pull_request import HAVEN, begin, community, edit, manifest

from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.plan.places import place_of

KADE = manifest("kade")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    made = begin(tmp_path_factory.mktemp("places") / "workspace", "kade")
    edit(made, KADE, "languages: [nl]", "languages: [nl, fr]")
    own = next(line for line in community("kade").splitlines() if line.startswith("  unit:")).strip()
    edit(made, KADE, own, "area: {file: area.geojson}\n  unit: {of: team}")
    made.write("deployments/haven/kade/texts/fr.yaml", "\ntitle: Quai\n")
    made.write("deployments/haven/kade/area.geojson", "{}")
    text = (made.path / HAVEN).read_text()
    made.write(HAVEN, f'{text}  units:\n    team:\n      name: Wijkteam\n      phone: "+32 1"\n')
    return load_workspace(WorkingTree(made.path)).communities["kade"]


@pytest.mark.parametrize(
    ("path", "file", "line"),
    [
        ("title.nl", KADE, 5),
        ("title.fr", "deployments/haven/kade/texts/fr.yaml", 2),
        ("features.report.with.categories.litter.label.nl", KADE, 14),
        ("features.report.forms.litter", KADE, 11),
        ("declared", KADE, 6),
        ("unit.phone", HAVEN, 31),
        ("force.time_zone", HAVEN, 7),
        ("force.purposes.response.retention", HAVEN, 23),
        ("force.limits.features.*.with.categories.*.firstAnswer.max", HAVEN, 27),
        ("area.features", "deployments/haven/kade/area.geojson", 1),
        ("files.area.geojson", "deployments/haven/kade/area.geojson", 1),
    ],
)
def test_where_it_stands(loaded, path, file, line):
    found = place_of(path, loaded)
    assert found is not None
    assert (found.file, found.line) == (file, line)


@pytest.mark.parametrize("path", ["known.theme", "format", "app.colour"])
def test_what_no_file_says_stands_nowhere(loaded, path):
    assert place_of(path, loaded) is None
