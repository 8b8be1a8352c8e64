"""KB2xx: fields and values, and where manifests lie."""

from koban.diagnostics.codes.code import Code

_FORCE = "deployments/haven/force.yaml"
_COMMUNITY = "deployments/haven/zoutkade/community.yaml"
_SPEC = "metadata: {name: zoutkade}\nspec: {title: Zoutkade, languages: [nl], unit: {of: wijkteam}}\n"

CODES = {
    "KB201": Code(
        "the wrong sort of value",
        "A text, a number, a list or a map stands where another of them is needed. A list is written [a, b], a map "
        "{key: value}; a number that is meant as text needs quotes.",
        "title: Zoutkade\nlanguages: nl\n",
        "title: Zoutkade\nlanguages: [nl]\n",
    ),
    "KB202": Code(
        "a kind that does not belong here",
        "A file's place says what it holds: koban.yaml a Workspace, force.yaml a Force, community.yaml a Community.",
        f"apiVersion: koban/v1\nkind: Comunity\n{_SPEC}",
        f"apiVersion: koban/v1\nkind: Community\n{_SPEC}",
        _COMMUNITY,
    ),
    "KB203": Code(
        "an unknown version",
        "apiVersion names the version of the manifest language. This KOBAN does not know the one that stands here.",
        f"apiVersion: koban/v9\nkind: Community\n{_SPEC}",
        f"apiVersion: koban/v1\nkind: Community\n{_SPEC}",
        _COMMUNITY,
    ),
    "KB204": Code(
        "an unknown field",
        "Nothing is read from a field that KOBAN does not know, so a slip of the pen would go unnoticed. It is refused.",
        "titel: Zoutkade\ntitle: Zoutkade\n",
        "title: Zoutkade\n",
    ),
    "KB205": Code(
        "something is missing",
        "This field has no default: without it nobody could say what is meant.",
        "partners:\n  library: {panel: false}\n",
        "partners:\n  library: {title: Bibliotheek}\n",
    ),
    "KB206": Code(
        "a name that cannot be",
        "Names become host names and web addresses: 1 to 40 small letters a-z, digits and single hyphens, beginning "
        "with a letter.",
        "partners:\n  City_Library: {title: Bibliotheek}\n",
        "partners:\n  city-library: {title: Bibliotheek}\n",
    ),
    "KB207": Code(
        "the name is not the folder's",
        "A community or force is called like its folder. One of the two was changed and the other was not.",
        f"apiVersion: koban/v1\nkind: Community\n{_SPEC.replace('name: z', 'name: old-z')}",
        f"apiVersion: koban/v1\nkind: Community\n{_SPEC}",
        _COMMUNITY,
    ),
    "KB208": Code(
        "not one of the possible words",
        "Only certain words are possible here; they are listed with the message.",
        "partners:\n  library: {title: Bibliotheek, may: [enter-report]}\n",
        "partners:\n  library: {title: Bibliotheek, may: [enter-reports]}\n",
    ),
    "KB209": Code(
        "too small, too large, too short or too long",
        "The value lies outside what is allowed here.",
        "unit: {of: wijkteam, posts: 0}\n",
        "unit: {of: wijkteam, posts: 2}\n",
    ),
    "KB210": Code(
        "written in the wrong way",
        "The value is of the right sort and does not look as it must, such as a colour or a phone number.",
        "app: {colour: dark blue}\n",
        'app: {colour: "#1f4e79"}\n',
    ),
    "KB211": Code(
        "no language tag",
        "Languages are written as BCP 47 tags: nl, pt-BR, pl-simple.",
        "title: Zoutkade\nlanguages: [Nederlands]\n",
        "title: Zoutkade\nlanguages: [nl]\n",
    ),
    "KB212": Code(
        "a text without words",
        "A text for people is shown somewhere; an empty one would be a hole on the page.",
        'title: ""\n',
        "title: Zoutkade\n",
    ),
    "KB213": Code(
        "no length of time",
        "Lengths of time are a whole number and a unit: 30s, 15m, 2h, 365d; promises also 2wd, staffed days.",
        "connectors:\n  bus: {uses: geojson, every: hourly, with: {file: area.geojson}}\n",
        "connectors:\n  bus: {uses: geojson, every: 1h, with: {file: area.geojson}}\n",
    ),
    "KB215": Code(
        "no staffed hours",
        "Hours are written in the syntax of OpenStreetMap's opening_hours, in the force's time zone.",
        "unit: {of: wijkteam, staffedHours: weekdays from nine}\n",
        'unit: {of: wijkteam, staffedHours: "Mo-Fr 09:00-17:00; PH off"}\n',
    ),
    "KB216": Code(
        "no time zone",
        "Time zones are named as in the IANA database: a region and a city.",
        "timeZone: Europe/Antwerp\n",
        "timeZone: Europe/Brussels\n",
        _FORCE,
    ),
    "KB217": Code(
        "no date",
        "Dates are year, month and day: 2027-12-31.",
        "needs:\n  calm-nights: {statement: Rustige nachten, asksFor: {feedback-closure: 3}, by: end of 2027}\n",
        "needs:\n  calm-nights: {statement: Rustige nachten, asksFor: {feedback-closure: 3}, by: 2027-12-31}\n",
    ),
    "KB218": Code(
        "a path that leads outside",
        "A manifest names files of its own folder only: no leading /, no .., no drive letters.",
        "area: {file: ../../area.geojson}\n",
        "area: {file: area.geojson}\n",
    ),
    "KB220": Code(
        "no schedule",
        "A connector runs `every:` so often (15m, 1h) or by `cron:` with five fields, not both.",
        'connectors:\n  bus: {uses: geojson, cron: "daily", with: {file: area.geojson}}\n',
        'connectors:\n  bus: {uses: geojson, cron: "0 6 * * *", with: {file: area.geojson}}\n',
    ),
    "KB221": Code(
        "a value that a plugin refuses",
        "The settings of this plugin do not allow the value; the message is the plugin's own.",
    ),
    "KB222": Code(
        "an older version of the manifest language",
        "The manifest is read as if it were written in the current version. `koban migrate` rewrites it, and keeps "
        "comments, order and quotes.",
    ),
    "KB223": Code(
        "settings for an older version of a plugin",
        "The plugin has changed how its settings are written, and still reads the old way. `koban migrate` rewrites them.",
    ),
    "KB224": Code(
        "an old and a new name for the same thing",
        "What has been renamed stands here under both names, so nobody can tell which one is meant. Keep the new one.",
    ),
    "KB225": Code(
        "a change that has to be made by hand",
        "`koban migrate` rewrites single lines and then reads the file again. Here that would lose a comment or say "
        "something else, so this place was left as it is.",
    ),
    "KB230": Code(
        "settings that do not fit together",
        "A feature or connector found a mistake in its settings that can only be seen from all of them together.",
    ),
    "KB240": Code(
        "no workspace",
        "A workspace is a folder with koban.yaml in it. Go there, or name it: koban -C FOLDER.",
    ),
    "KB241": Code(
        "no force.yaml",
        "Every folder below deployments/ belongs to a force and has its manifest, force.yaml. Without it none of its communities can be read.",
    ),
    "KB242": Code(
        "no community.yaml",
        "A folder with files in it and without a manifest is a mistake, never a wish to retire the community. To retire it, delete the whole folder.",
    ),
    "KB243": Code(
        "a file that nothing reads",
        "It lies where manifests lie and is none of them, so perhaps its name is misspelt.",
    ),
    "KB244": Code(
        "a name that is used twice",
        "Names become host names, so two communities cannot share one, not even of two forces.",
    ),
}
