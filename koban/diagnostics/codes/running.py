"""KB6xx and KB9xx: Git, plugins and KOBAN itself; nothing that a line of a manifest could show."""

from koban.diagnostics.codes.code import Code

CODES = {
    "KB601": Code(
        "no Git repository",
        "The workspace is followed in Git, and this folder is not one of its repositories.",
    ),
    "KB602": Code(
        "no such branch",
        "koban.yaml names the branch that is followed, and the repository has none of that name.",
    ),
    "KB603": Code(
        "Git does not trust the folder",
        "The folder belongs to another user of the machine; Git reads it only when told that this is all right.",
    ),
    "KB604": Code(
        "the workspace is not the repository itself",
        "koban.yaml lies in a folder of a larger repository; it must lie at the top of its own.",
    ),
    "KB605": Code(
        "no such commit",
        "The repository does not have this commit; perhaps it was never fetched, or history was rewritten.",
    ),
    "KB606": Code(
        "Git is not installed", "KOBAN reads repositories with Git. Install version 2.30 or newer."
    ),
    "KB607": Code("Git cannot read the repository", "Git itself failed; its own words stand in the message."),
    "KB608": Code(
        "too many files",
        "The workspace has more files than KOBAN looks at. Data that no manifest names belongs elsewhere.",
    ),
    "KB900": Code(
        "a plugin cannot be used",
        "An installed plugin failed while it was loaded, so nothing of it is there. Update it or remove it; `koban plugin list` tells more.",
    ),
    "KB901": Code(
        "a plugin failed",
        "A plugin raised an error while it looked at a manifest. That is a mistake in the plugin; tell its makers.",
    ),
}
