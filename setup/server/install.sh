#!/bin/sh
# Installs a Redis server where installing starts no service. Root's package managers are not run for anyone else.
set -eu

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    echo "setup: no redis-server or valkey-server here; install one with: sudo $*" >&2
    exit 1
  fi
}

if command -v brew >/dev/null; then
  brew install redis
elif command -v dnf >/dev/null; then
  as_root dnf install -y valkey
elif command -v apk >/dev/null; then
  as_root apk add valkey
elif command -v pacman >/dev/null; then
  as_root pacman -S --noconfirm valkey
else
  echo "setup: this system's package manager is not known here; install redis-server or valkey-server 7.0 or later and put it on PATH." >&2
  exit 1
fi
