"""KB3xx: names of things that are defined elsewhere, files and translations."""

from koban.diagnostics.codes.code import Code

_UK = "deployments/haven/zoutkade/texts/uk.yaml"

_RURAL = """\
apiVersion: koban/v1
kind: Blueprint
metadata: {name: rural}
spec:
  app: {largeText: true}
"""

_NEED = """\
needs:
  fair-checks:
    statement: Wie gecontroleerd wordt, weet waarom
    asksFor: {procedural-justice: 3, feedback-closure: 2}
"""

CODES = {
    "KB300": Code(
        "a name that is defined twice or not at all",
        "Plugins and their data name each other; here a name is defined twice or nowhere.",
    ),
    "KB301": Code(
        "no such feature",
        "Features come from the installed plugins; `koban plugin list` shows them. To use one twice, give the second "
        "entry another name and say `uses:`.",
        "features:\n  reprot: true\n",
        "features:\n  report: true\n",
    ),
    "KB302": Code(
        "no such connector",
        "Connectors come from the installed plugins; `koban plugin list` shows them.",
        "connectors:\n  bus: {uses: geojsn, with: {file: area.geojson}}\n",
        "connectors:\n  bus: {uses: geojson, with: {file: area.geojson}}\n",
    ),
    "KB303": Code(
        "no such capability",
        "Capabilities come from capability modules; `koban plugin list` shows them.",
        "capabilities:\n  elder-fraud-preventoin: {level: 1, assessed: 2026-05-01}\n",
        "capabilities:\n  elder-fraud-prevention: {level: 1, assessed: 2026-05-01}\n",
    ),
    "KB304": Code(
        "no such theme",
        "A theme is a community's one subject, from a capability module; colours stand under `app`.",
        "theme: youth-and-nightlive\n",
        "theme: youth-and-nightlife\n",
    ),
    "KB305": Code(
        "no such partner",
        "Partners are named under `partners` of the same community.",
        "partners:\n  panel: {title: Panel, panel: true}\n"
        "decisions:\n  no-map: {by: pannel, date: 2026-02-10, text: Geen kaart}\n",
        "partners:\n  panel: {title: Panel, panel: true}\n"
        "decisions:\n  no-map: {by: panel, date: 2026-02-10, text: Geen kaart}\n",
    ),
    "KB306": Code(
        "no such purpose",
        "Purposes say why data is kept, under which law and how long. They stand under `purposes` of the force.",
        "features:\n  report:\n    with:\n      categories:\n"
        "        noise: {label: Lawaai, purpose: respons}\n",
        "features:\n  report:\n    with:\n      categories:\n"
        "        noise: {label: Lawaai, purpose: response}\n",
    ),
    "KB307": Code("no such evidence", "Evidence is research from an installed evidence register."),
    "KB308": Code(
        "no such connector in this manifest",
        "The name is that of an entry under `connectors` of the same community.",
    ),
    "KB309": Code(
        "no such feature in this manifest",
        "The name is that of an entry under `features` of the same community, and the entry is on.",
        "app: {navigation: [reports]}\n",
        "app: {navigation: [report]}\n",
    ),
    "KB310": Code(
        "nothing there to translate",
        "A file of texts has the keys of the manifest's `spec` and, behind them, the words in its language. Here the "
        "manifest has no such key, or no text for people behind it.",
        "title: Соляна набережна\ntitel: Соляна набережна\n",
        "title: Соляна набережна\n",
        _UK,
    ),
    "KB313": Code(
        "a file that is a symbolic link",
        "Links are never followed. Put the file itself into the community's folder.",
    ),
    "KB326": Code(
        "texts that are not used",
        "A file below texts/ is for a language that the manifest does not declare, or for the first one, whose words "
        "stand in the manifest itself.",
        "title: Quai du Sel\n",
        "",
        "deployments/haven/zoutkade/texts/fr.yaml",
    ),
    "KB327": Code(
        "no such unit",
        "`unit: {of: name}` takes a unit that the force shares under its `units`.",
        "unit: {of: wijkteem}\n",
        "unit: {of: wijkteam}\n",
    ),
    "KB331": Code(
        "no such part of a capability",
        "A capability consists of knowledge, skills and technologies with names of their own, defined by its module.",
    ),
    "KB332": Code(
        "no such file",
        "The file is looked for in the community's own folder, under exactly this name.",
        "area: {file: areas.geojson}\n",
        "area: {file: area.geojson}\n",
    ),
    "KB334": Code(
        "the file is too large",
        "A file that a manifest names may have 2 MiB; phones have to load some of them.",
    ),
    "KB335": Code(
        "no area",
        "An area is GeoJSON (RFC 7946) with polygons in longitude and latitude.",
        "area: {file: icon.svg}\n",
        "area: {file: area.geojson}\n",
    ),
    "KB336": Code(
        "no icon",
        "An icon is a square SVG or PNG. KOBAN draws it in all sizes that phones ask for.",
        "app: {icon: area.geojson}\n",
        "app: {icon: icon.svg}\n",
    ),
    "KB337": Code(
        "the emergency notice is missing in a language",
        "It stands before every intake, so the force must give it in every language that a community declares.",
        "languages: [nl, tr]\ntitle: {nl: Zoutkade, tr: Tuz}\nunit: {name: {nl: Wijkteam, tr: Ekip}}\nfeatures: {news: true}\n",
        "languages: [nl, uk]\ntitle: {nl: Zoutkade, uk: Соля}\nunit: {name: {nl: Wijkteam, uk: Команда}}\nfeatures: {news: true}\n",
    ),
    "KB338": Code(
        "a language that is not complete",
        "People are offered only languages in which every text is there. The others wait until their file below texts/ "
        "is complete.",
        "title: Zoutkade\nlanguages: [nl, uk]\n",
        "title: {nl: Zoutkade, uk: Соляна набережна}\nlanguages: [nl, uk]\n",
    ),
    "KB339": Code(
        "a name that KOBAN keeps for itself",
        "Entries become web addresses, and this address is KOBAN's own. Choose another name and say `uses:`.",
        "features:\n  static: {uses: report}\n",
        "features:\n  reports: {uses: report}\n",
    ),
    "KB340": Code(
        "no such category",
        "A partner receives categories of reports that the community's features define.",
        "partners:\n  bank: {title: Bank, may: [receive-cases], receives: [scam]}\n",
        "partners:\n  bank: {title: Bank, may: [receive-cases], receives: [concern]}\n",
    ),
    "KB342": Code(
        "something unknown is switched off",
        "What is not installed may be switched off, but this looks like a slip of the pen.",
        "features:\n  report: true\n  newz: false\n",
        "features:\n  report: true\n  news: false\n",
    ),
    "KB343": Code(
        "nobody who could own a measure",
        "A measure is owned by the unit, or by a partner: partners. and the partner's name.",
        "measures:\n  course: {kind: training, title: Cursus, owner: the library}\n",
        "measures:\n  course: {kind: training, title: Cursus, owner: unit}\n",
    ),
    "KB344": Code(
        "nobody could read what comes in",
        "A purpose needs readers, and the readers' role needs a sign-in group, or reports would lie unread.",
    ),
    "KB345": Code(
        "a language is declared twice",
        "Each language stands in `languages` once; the first is the default.",
        "title: Zoutkade\nlanguages: [nl, nl]\n",
        "title: Zoutkade\nlanguages: [nl]\n",
    ),
    "KB350": Code(
        "no such blueprint",
        "Blueprints come from `blueprints/` of the workspace and from plugins; `koban plugin list` shows those. A "
        "blueprint that another one extends must exist too.",
        "extends: [rurel]\n",
        "extends: [rural]\n",
        beside={"blueprints/rural.yaml": _RURAL},
    ),
    "KB351": Code(
        "blueprints that extend each other in a circle",
        "Of two blueprints that extend each other neither could be laid under the other. Take one `extends` out.",
        _RURAL.replace("spec:\n", "spec:\n  extends: [rural]\n"),
        _RURAL,
        file="blueprints/rural.yaml",
        beside={"spec": "extends: [rural]\n"},
    ),
    "KB353": Code(
        "a text in a blueprint that does not say its language",
        "Communities of all languages extend a blueprint, so each of its texts is a map of language to words.",
        _RURAL.replace("largeText: true", "name: Kade"),
        _RURAL.replace("largeText: true", "name: {nl: Kade}"),
        file="blueprints/rural.yaml",
        beside={"spec": "extends: [rural]\n"},
    ),
    "KB354": Code(
        "a blueprint that nobody extends",
        "What a blueprint says is checked in the communities that extend it. Nobody does, so a mistake in it would not "
        "be noticed until somebody begins to.",
        _RURAL,
        file="blueprints/rural.yaml",
    ),
    "KB355": Code(
        "a text that does not exist in the first language",
        "A blueprint, the force or a plugin gives this text, and not in the community's first language, so people would "
        "read it in another one.",
        "extends: [rural]\n",
        "extends: [rural]\napp: {name: Kade}\n",
        beside={"blueprints/rural.yaml": _RURAL.replace("largeText: true", "name: {fr: Quai}")},
    ),
    "KB370": Code(
        "no module for the pinned framework version",
        "A force pins the version of the framework that it works with, so that words do not change under its feet. "
        "Modules written for another version are not used.",
        'framework: {version: "99"}\n',
        'framework: {version: "1"}\n',
        file="deployments/haven/force.yaml",
    ),
    "KB371": Code(
        "a need that asks for a retired capability",
        "The force, or the community itself, does not work towards this capability and says why. The need keeps it in "
        "the manifest, and the gaps leave it out.",
        _NEED,
        _NEED.replace("procedural-justice", "trust-measurement"),
        beside={
            "deployments/haven/force.yaml": "framework: {retire: {procedural-justice: Geen rechtsgrond}}\n"
        },
    ),
    "KB372": Code(
        "no such measure",
        "`after` names other measures of the same community, `option` a measure that a capability module proposes.",
        "measures:\n  course: {kind: training, title: Cursus, owner: unit, after: [curse]}\n",
        "measures:\n  course: {kind: training, title: Cursus, owner: unit}\n",
    ),
    "KB373": Code(
        "measures that wait for each other",
        "Each of these measures is to come after the other, so neither could begin.",
        "measures:\n  one: {kind: training, title: Een, owner: unit, after: [two]}\n"
        "  two: {kind: training, title: Twee, owner: unit, after: [one]}\n",
        "measures:\n  one: {kind: training, title: Een, owner: unit, after: [two]}\n"
        "  two: {kind: training, title: Twee, owner: unit}\n",
    ),
}
