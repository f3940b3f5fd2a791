#!/bin/sh
# Sees to it that there is a valkey-server or redis-server of version 7.0 or later: one on PATH is taken, else one is
# got from the system's package manager. Never leaves a service running.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
own="$here/../.redis-ha/server"

# 7.0 brought SENTINEL DEBUG, by which Sentinels notice a failure in less than a second.
recent() {
  major=$("$1" --version 2>/dev/null | sed -n 's/.* v=\([0-9][0-9]*\)\..*/\1/p')
  [ "${major:-0}" -ge 7 ]
}

found() {
  for server in valkey-server redis-server "$own/bin/redis-server" "$own/bin/valkey-server"; do
    if command -v "$server" >/dev/null 2>&1 && recent "$server"; then
      return 0
    fi
  done
  return 1
}

found && exit 0
echo "Getting a Redis server from this system's package manager"
if command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
  sh "$here/server/unpack-debian.sh" "$own" redis-server valkey-server
else
  sh "$here/server/install.sh"
fi
found && exit 0
echo "setup: no redis-server or valkey-server of version 7.0 or later came of it; install one and put it on PATH." >&2
exit 1
