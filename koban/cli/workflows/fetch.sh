# The whole history, and what is proposed, without any action of somebody else's.
set -eu
GIT_CONFIG_COUNT=1
GIT_CONFIG_KEY_0=http.extraHeader
GIT_CONFIG_VALUE_0="Authorization: Basic $(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')"
export GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0
git init --quiet .
git remote add origin "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"
git fetch --quiet origin '+refs/heads/*:refs/remotes/origin/*' "+$GITHUB_REF:refs/remotes/proposed"
git checkout --quiet --detach refs/remotes/proposed
