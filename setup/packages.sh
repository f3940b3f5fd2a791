#!/bin/sh
# Installs the npm packages of the lock file with Node 24 among them. Does nothing when that is done.
set -eu
cd "$(dirname "$0")/.."
node_package=node_modules/node
installed=node_modules/.package-lock.json

# An npm that refuses install scripts leaves the package `node` without its binary: run that one script ourselves.
fetch_node() {
  echo "Fetching Node 24 beside the packages"
  (cd "$node_package" && node installArchSpecificPackage.js >/dev/null 2>&1) || true
}

node_24_runs() {
  [ -x "$node_package/bin/node" ] && "$node_package/bin/node" --version >/dev/null 2>&1
}

own_node_suffices() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)'
}

for tool in node npm; do
  command -v "$tool" >/dev/null || {
    echo "setup: needs Node (18 or later) with npm; $tool is not on PATH. See https://nodejs.org" >&2
    exit 2
  }
done

if [ ! -f "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  echo "Installing npm packages"
  npm ci --no-fund --no-audit --loglevel=error
  touch "$installed"
fi
node_24_runs || fetch_node
if ! node_24_runs; then
  own_node_suffices || {
    echo "setup: Node 24 could not be installed from npm for this machine; install Node 22.18 or later yourself." >&2
    exit 1
  }
  # npm puts node_modules/.bin first on PATH: a Node that does not run must not stand in front of one that does.
  rm -f node_modules/.bin/node
fi
