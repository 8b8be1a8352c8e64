"""KB36x: old names of communities and features, whose data comes along."""

from koban.diagnostics.codes.code import Code

_COMMUNITY = "deployments/haven/zoutkade/community.yaml"
_SPEC = "spec: {title: Zoutkade, languages: [nl], unit: {of: wijkteam}, features: {report: true}}\n"
_HEAD = "apiVersion: koban/v1\nkind: Community\n"

CODES = {
    "KB360": Code(
        "an old name that is the present one",
        "`movedFrom` says what something was called before it was renamed, so that its data, its history and people's "
        "receipts come along. Nothing can have been renamed from the name it has.",
        f"{_HEAD}metadata: {{name: zoutkade, movedFrom: zoutkade}}\n{_SPEC}",
        f"{_HEAD}metadata: {{name: zoutkade, movedFrom: oude-kade}}\n{_SPEC}",
        _COMMUNITY,
    ),
    "KB361": Code(
        "one past for two",
        "Two of them say that they had the same name before. The data of the old one can go to one of them only, and "
        "KOBAN does not guess.",
        "features:\n  noise: {uses: report, movedFrom: report}\n  litter: {uses: report, movedFrom: report}\n",
        "features:\n  noise: {uses: report, movedFrom: report}\n  litter: {uses: report}\n",
    ),
    "KB362": Code(
        "the old name still has a folder",
        "A community takes another's place only once the old folder is gone; as long as both are there, both are "
        "communities of their own. If somebody else has taken the old name since, its address is theirs.",
    ),
    "KB363": Code(
        "the old entry is still there",
        "A feature that was renamed does not stand there under its old name too. Defaults of the force come back by "
        "themselves: `null` takes such an entry away.",
        "features:\n  report: true\n  noise: {uses: report, movedFrom: report}\n",
        "features:\n  report: null\n  noise: {uses: report, movedFrom: report}\n",
    ),
    "KB364": Code(
        "no name that a community can have had",
        "`movedFrom` takes the name of one folder, as it was: 1 to 40 small letters a-z, digits and single hyphens.",
        f"{_HEAD}metadata: {{name: zoutkade, movedFrom: Oude Kade}}\n{_SPEC}",
        f"{_HEAD}metadata: {{name: zoutkade, movedFrom: oude-kade}}\n{_SPEC}",
        _COMMUNITY,
    ),
    "KB365": Code(
        "an old name that looks like another feature's",
        "Data comes along to the same feature only: what people reported cannot become news. An entry that is called "
        "like a feature mostly uses that feature.",
        "features:\n  updates: {uses: news, movedFrom: report}\n",
        "features:\n  updates: {uses: news, movedFrom: news}\n",
    ),
}
