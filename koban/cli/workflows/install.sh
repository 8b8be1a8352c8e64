# What checks a change comes from the branch it is to be merged into, not from the change itself.
set -eu
git cat-file -e "$BASE:requirements/run.txt" || {
  echo "$BASE has no requirements/run.txt: lock what is to be installed there, with hashes"
  exit 1
}
tools="$(mktemp -d)"
git archive "$BASE" @@paths@@ | tar -x -C "$tools"
python3 -m venv "$tools/venv"
"$tools/venv/bin/python" -m pip install --quiet --require-hashes --requirement "$tools/requirements/run.txt"
