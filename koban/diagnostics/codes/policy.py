"""KB4xx: what a community decided, what must not stand in a repository, what people are owed."""

from koban.diagnostics.codes.code import Code

_PANEL = "partners:\n  panel: {title: Panel, panel: true, may: [decide]}\n"
_NO_MAPS = """\
defaults:
  decisions:
    no-reports: {by: panel, date: 2026-02-10, text: Geen kaart, forbids: [features.open-map]}
"""

CODES = {
    "KB401": Code(
        "a decision forbids it",
        "The community decided that its app must not have this. Only a later decision of the same body ends that.",
        "partners:\n  panel: {title: Panel, panel: true, may: [decide]}\n"
        "decisions:\n  no-reports: {by: panel, date: 2026-02-10, text: Geen meldingen, forbids: [features.report]}\n",
        "partners:\n  panel: {title: Panel, panel: true, may: [decide]}\n"
        "decisions:\n  no-reports: {by: panel, date: 2026-02-10, text: Geen meldingen, forbids: [features.report]}\n"
        "features: {report: false}\n",
    ),
    "KB402": Code(
        "nobody who answers",
        "People can write, and no unit is named that answers them. Until one is, the community waits: asking without "
        "answering costs trust.",
        "unit: null\nfeatures:\n  report: true\n",
        "unit: {of: wijkteam}\nfeatures:\n  report: true\n",
    ),
    "KB403": Code(
        "a secret stands in the manifest",
        "Everyone with the repository can read it, for ever. Take it out, make a new one, and write where it lies: "
        "{env: NAME} or {file: name}.",
        "connectors:\n  bus:\n    uses: geojson\n    with: {file: area.geojson}\n    secrets: {key: open-sesame}\n",
        "connectors:\n  bus:\n    uses: geojson\n    with: {file: area.geojson}\n    secrets: {key: {env: BUS_KEY}}\n",
    ),
    "KB404": Code(
        "something looks like a secret",
        "A token, a key or a long random word stands here. If it is a secret, everyone with the repository can read it: "
        "make a new one and keep that elsewhere.",
        "title: Zoutkade\nsummary: xoxb-0000000000-abcdefghij\n",
        "title: Zoutkade\nsummary: Aan de kade\n",
    ),
    "KB405": Code(
        "a secret's place is written wrongly",
        "A secret lies in one place: {env: NAME}, a variable in capital letters, {file: name}, a file in the force's "
        "secret folder, or a store that a plugin brings.",
        "connectors:\n  bus:\n    uses: geojson\n    with: {file: area.geojson}\n    secrets: {key: {env: bus-key}}\n",
        "connectors:\n  bus:\n    uses: geojson\n    with: {file: area.geojson}\n    secrets: {key: {env: BUS_KEY}}\n",
    ),
    "KB406": Code(
        "a decision cannot be taken away from below",
        "A decision in a blueprint or in the force's defaults holds for every community that takes it over. A manifest "
        "can neither remove nor reword it; a later decision of the same body can end it.",
        _PANEL + "decisions: {no-reports: null}\n",
        _PANEL,
        beside={"deployments/haven/force.yaml": _NO_MAPS},
    ),
    "KB407": Code(
        "beyond a limit of the force",
        "The force set a limit in its `limits`, and nothing passes it: no manifest, no blueprint, no default.",
        "features:\n  proposals: {with: {firstAnswer: 9wd, purpose: question}}\n",
        "features:\n  proposals: {with: {firstAnswer: 5wd, purpose: question}}\n",
        beside={"deployments/haven/force.yaml": "limits: {features.*.with.firstAnswer: {max: 5wd}}\n"},
    ),
    "KB408": Code(
        "a decision that cannot end another",
        "Only the body that decided can end its decision, and only later. The name is that of an entry under `decisions`.",
        _PANEL + "decisions:\n"
        "  no-maps: {by: panel, date: 2026-02-10, text: Geen kaart, forbids: [features.open-map]}\n"
        "  maps-again: {by: panel, date: 2026-01-10, text: Toch een kaart, ends: [no-maps]}\n",
        _PANEL + "decisions:\n"
        "  no-maps: {by: panel, date: 2026-02-10, text: Geen kaart, forbids: [features.open-map]}\n"
        "  maps-again: {by: panel, date: 2027-01-10, text: Toch een kaart, ends: [no-maps]}\n",
    ),
}
