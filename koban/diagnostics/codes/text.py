"""KB1xx: the text of a file, before anyone asks what it means."""

from koban.diagnostics.codes.code import Code

CODES = {
    "KB101": Code(
        "not YAML",
        "The file cannot be read at this place. Most often a text has a colon, a quote or a bracket in it and needs "
        "quotes itself, or a line is indented more or less than its neighbours.",
        "title: Zoutkade: quay and harbour\n",
        'title: "Zoutkade: quay and harbour"\n',
    ),
    "KB102": Code(
        "the file is empty",
        "A manifest without anything in it says nothing, not even that the community is to go. To retire a community, "
        "delete its folder.",
        "# still to be written\n",
        "apiVersion: koban/v1\nkind: Community\nmetadata: {name: zoutkade}\n"
        "spec: {title: Zoutkade, languages: [nl], unit: {of: wijkteam}}\n",
        "deployments/haven/zoutkade/community.yaml",
    ),
    "KB103": Code(
        "a key stands twice",
        "One map holds each key once. Of two, nobody could say which one counts, so both places are shown.",
        "title: Zoutkade\ntitle: Zoutkade aan Zee\n",
        "title: Zoutkade aan Zee\n",
    ),
    "KB104": Code(
        "a tab where YAML wants spaces",
        "YAML is indented with spaces; a tab is read differently by different programs. Set your editor to write "
        "spaces. Within a text in quotes a tab is fine.",
        "unit:\n\tof: wijkteam\n",
        "unit:\n  of: wijkteam\n",
    ),
    "KB105": Code(
        "an anchor or an alias",
        "`&name` and `*name` repeat a value elsewhere in YAML. Manifests do not use them, so that every value stands "
        "where it is read. A text that begins with & or * needs quotes.",
        "title: &name Zoutkade\nsummary: *name\n",
        "title: Zoutkade\nsummary: Zoutkade\n",
    ),
    "KB106": Code(
        "a merge key",
        "`<<` copies the entries of another map in YAML. Manifests do not use it: what communities share stands in the "
        "force's `defaults`.",
        "unit:\n  <<: {posts: 2}\n  of: wijkteam\n",
        "unit:\n  posts: 2\n  of: wijkteam\n",
    ),
    "KB107": Code(
        "a tag",
        "`!name` gives a value a type of its own in YAML. Manifests do not need it. A text that begins with an "
        "exclamation mark needs quotes.",
        "title: !important Zoutkade\n",
        'title: "!important Zoutkade"\n',
    ),
    "KB108": Code(
        "a second document",
        "A line `---` begins another document. A file holds one manifest; put the other into a file of its own.",
        "title: Zoutkade\n---\nsummary: Aan de kade\n",
        "title: Zoutkade\nsummary: Aan de kade\n",
    ),
    "KB109": Code(
        "not UTF-8",
        "The file is saved in another encoding than UTF-8, so letters with accents and other scripts would come out "
        "wrong. Save it again and choose UTF-8.",
    ),
    "KB110": Code(
        "the file is too big",
        "A manifest has at most 1 MiB. Areas, pictures and data lie in files of their own, which it names.",
    ),
    "KB111": Code(
        "nested too deep", "Maps and lists lie within each other 32 deep at most; no manifest needs more."
    ),
    "KB112": Code(
        "too many values",
        "A manifest holds at most 100,000 values. Data belongs into files of its own, which it names.",
    ),
    "KB113": Code(
        "a key that is not text",
        "What stands before a colon is a name. A number, true, false or null is none unless it stands in quotes.",
        "context:\n  2035: {value: 34, source: city, asOf: 2026-01-01}\n",
        "context:\n  year-2035: {value: 34, source: city, asOf: 2026-01-01}\n",
    ),
    "KB114": Code(
        "nothing stands behind a key",
        "An empty value could mean on, off or forgotten. Write what you mean; `null` removes what the force gives.",
        "features:\n  report:\n",
        "features:\n  report: true\n",
    ),
    "KB115": Code(
        "an invisible sign",
        "A control sign or an unusual line end stands in the file, often from pasting; so does a space that is none. It is not seen and changes how "
        "the file is read.",
        "title: Zout\u2028kade\n",
        "title: Zoutkade\n",
    ),
    "KB116": Code(
        "a number that cannot be kept",
        "Endless numbers (.inf, .nan) and numbers with very many digits cannot be stored or compared.",
        "context:\n  population: {value: .inf, source: city, asOf: 2026-01-01}\n",
        "context:\n  population: {value: 18400, source: city, asOf: 2026-01-01}\n",
    ),
    "KB117": Code(
        "a symbolic link instead of a file",
        "Links are never followed, because they can point outside the repository. Put the file itself in its place.",
    ),
    "KB118": Code(
        "a line with % before the document",
        "`%YAML` and `%TAG` change how a file is read. Manifests are always YAML 1.2: delete the line.",
        "%YAML 1.1\n---\napiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n",
        "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n",
        "koban.yaml",
    ),
    "KB119": Code(
        "the marks of a merge conflict",
        "Two people changed the same lines, and Git wrote both versions into the file, between <<<<<<< and >>>>>>>. Keep "
        "the one you want, and delete the lines with the marks.",
        "<<<<<<< HEAD\napiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n"
        "=======\nspec: {title: Sample}\n>>>>>>> sample\n",
        "apiVersion: koban/v1\nkind: Workspace\nmetadata: {name: example}\nspec: {title: Example}\n",
        "koban.yaml",
    ),
    "KB120": Code(
        "a file that cannot be formatted",
        "`koban fmt` sets a file out anew and then reads it again. Here a word or a comment would not have come back as it "
        "was, so nothing was written. A comment between { and } or [ and ] is the usual reason.",
    ),
}
