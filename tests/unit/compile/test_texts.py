"""Which texts a community has, whatever else is wrong with it."""

from __future__ import annotations

from koban.compile.texts import CommunityTexts, find_texts
from koban.manifest.translation.untranslated import Untranslated
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry

FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Police
  language: fr
  timeZone: Europe/Brussels
  country: BE
  emergency: {call: "112", text: Appelez le 112.}
  controllers: {police: {name: Police, contact: dpo@haven.example}}
  units: {equipe: {name: Équipe, posts: 2}}
  defaults: {features: {news: {with: {intro: Des nouvelles}}, officers: true}}
"""
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {name: zoutkade}
spec:
  languages: [nl, uk]
  features:
    officers: false
    news: {with: {intro: {nl: Nieuws, uk: Новини}}}
  unit: {of: equipe}
  title: Zoutkade
"""


def found(folder, community: str = COMMUNITY) -> CommunityTexts | None:
    files = {
        "koban.yaml": "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: t}\nspec: {}\n",
        "deployments/haven/force.yaml": FORCE,
        "deployments/haven/zoutkade/community.yaml": community,
        "deployments/haven/zoutkade/texts/uk.yaml": "title: {a: b}\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    tree = Untranslated(WorkingTree(folder))
    assert "deployments/haven/zoutkade/texts/uk.yaml" not in tree.entries()
    return find_texts(
        load_workspace(tree, parents=load_registry().parents).communities["zoutkade"], load_registry()
    )


def test_texts_come_in_the_order_of_the_manifest_wherever_they_stand(tmp_path) -> None:
    texts = found(tmp_path)
    assert texts is not None
    assert [
        (".".join(map(str, each.path)), each.language, each.said, str(each.span)) for each in texts.originals
    ] == [
        ("features.news.with.intro", "nl", "Nieuws", "deployments/haven/zoutkade/community.yaml:8:31"),
        ("unit.name", "fr", "Équipe", "deployments/haven/force.yaml:11:26"),
        ("title", "nl", "Zoutkade", "deployments/haven/zoutkade/community.yaml:10:10"),
    ]
    assert texts.originals[0].words == {"nl": "Nieuws", "uk": "Новини"}, "fr is not declared"
    assert texts.languages == ("nl", "uk")


def test_what_is_switched_off_is_not_looked_into(tmp_path) -> None:
    texts = found(tmp_path)
    assert texts is not None
    assert texts.shape.unseen == {("features", "officers")}


def test_names_of_what_does_not_exist_hide_nothing(tmp_path) -> None:
    texts = found(tmp_path, COMMUNITY + "  theme: no-such-theme\n  area: {file: gone.geojson}\n")
    assert texts is not None
    assert len(texts.originals) == 3


def test_mistakes_that_could_hide_texts_leave_nothing_to_tell(tmp_path) -> None:
    assert found(tmp_path, COMMUNITY.replace("news: {with:", "news: {wiht:")) is None
    assert found(tmp_path, COMMUNITY.replace("intro:", "intr:")) is None
    assert found(tmp_path, COMMUNITY.replace("news:", "nwes:")) is None
    assert found(tmp_path, "a: [\n") is None
