"""KB4xx: what a community decided, what must not stand in a repository, what people are owed."""

from koban.diagnostics.codes.code import Code

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
}
