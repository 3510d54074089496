#!/bin/sh
# Validates the deployment files as far as that goes without a container engine, and says what was not run.
# Needs the linters of .ci/node (npm ci there) and a JDK. Exit 0: nothing wrong was found.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Any value will do to see whether the file resolves.
sed 's/^\([A-Z_0-9]*\)=$/\1=validate/' deploy/env.example > "$work/env"

node .ci/node/check-deploy.mjs
node .ci/node/check-kubernetes.mjs
node .ci/node/check-monitoring.mjs

java deploy/keycloak/MakeRealm.java > "$work/realm.json"
if ! cmp -s "$work/realm.json" deploy/keycloak/realm-courseware.json; then
  echo "deploy: realm-courseware.json is not what deploy/keycloak/MakeRealm.java makes of the seeds; run:" >&2
  echo "  java deploy/keycloak/MakeRealm.java > deploy/keycloak/realm-courseware.json" >&2
  exit 1
fi
echo "deploy: realm-courseware.json is what the seeds give: ok"

if docker compose version > /dev/null 2>&1; then
  docker compose --env-file "$work/env" config --quiet
  echo "deploy: docker compose config: ok"
  if env -i PATH="$PATH" HOME="$work" docker compose --env-file /dev/null config --quiet > /dev/null 2>&1; then
    echo "deploy: docker compose config passes although every secret is missing" >&2
    exit 1
  fi
  echo "deploy: docker compose config without secrets is refused: ok"
else
  echo "not run: docker compose config (no compose plugin here)"
fi

if command -v caddy > /dev/null 2>&1; then
  HOME="$work" caddy validate --adapter caddyfile --config deploy/proxy/Caddyfile > "$work/caddy" 2>&1 || {
    cat "$work/caddy" >&2
    exit 1
  }
  echo "deploy: Caddyfile: ok"
else
  echo "not run: caddy validate (no caddy here)"
fi

for script in deploy/*.sh deploy/postgres/*.sh; do
  case $(head -n 1 "$script") in
    *bash) bash -n "$script" ;;
    *) sh -n "$script" ;;
  esac
done
echo "deploy: shell scripts parse: ok"
echo "not run: building the images and starting the containers (needs a container engine)"
