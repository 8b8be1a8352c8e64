# Mistakes (exit code 1) stop the check; the plan is told all the same.
set -eu
koban plan --base "$BASE" --format markdown >koban-plan.md || [ "$?" -eq 1 ]
