"""KB41x: what an operator granted to a force, what it did not, and what nobody can have."""

from koban.diagnostics.codes.code import Code

_BUS = "connectors:\n  bus:\n    uses: geojson\n    with: {file: area.geojson}\n    secrets: {key: %s}\n"

CODES = {
    "KB410": Code(
        "a domain that was not granted",
        "Whoever looks after KOBAN grants each force its domains, outside the repository. Until then the domain is left "
        "out; the app goes live all the same, under its own name.",
        "app: {domains: [harbour.example]}\n",
        "app: {domains: [zoutkade.example]}\n",
    ),
    "KB411": Code(
        "a secret that was not granted",
        "Whoever looks after KOBAN grants each force its secrets, outside the repository, so that no manifest can name "
        "those of others. Until then the secret is left out; the app goes live all the same.",
        _BUS % "{env: HARBOUR_KEY}",
        _BUS % "{env: BUS_KEY}",
    ),
    "KB412": Code(
        "a domain that belongs to somebody else",
        "A domain leads to one community. This one was granted to another force, or another community has it already: it "
        "keeps it until its own manifest gives it up.",
        "app: {domains: [kade.example]}\n",
        "app: {domains: [zoutkade.example]}\n",
    ),
    "KB413": Code(
        "a domain that no community can have",
        "Names below localhost are KOBAN's own, and a name that begins with desk. is where the desk of a domain is.",
        "app: {domains: [zoutkade.localhost]}\n",
        "app: {domains: [zoutkade.example]}\n",
    ),
    "KB414": Code(
        "a name that is kept for another force",
        "Names of communities become host names. Whoever looks after KOBAN can keep a name for one force; others choose "
        "another one.",
    ),
    "KB415": Code(
        "a domain that several communities would share",
        "What a force or a blueprint gives, many communities have, and a domain leads to one of them. It stands in that "
        "community's own manifest.",
        "defaults: {app: {domains: [zoutkade.example]}}\n",
        "defaults: {}\n",
        "deployments/haven/force.yaml",
    ),
    "KB416": Code(
        "granted twice",
        "The grants give one name or domain to two forces, so nobody could say whose it is. Take it away from one of them.",
    ),
    "KB417": Code(
        "an unknown secret store",
        "A secret lies in the environment (env), in a file (file), or in a store that a plugin brings. None of this name is "
        "installed here.",
        _BUS % "{flie: bus}",
        _BUS % "{file: bus}",
    ),
    "KB418": Code(
        "grants that cannot be used",
        "The file of grants cannot be read, or it lies in the repository, where those who ask for something could grant it "
        "to themselves. As long as that is so, nothing new goes live, and what runs goes on.",
    ),
}
