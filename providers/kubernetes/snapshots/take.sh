#!/bin/sh
# Takes one snapshot, from a replica where there is one, and removes those that are older than HA_KEEP_DAYS.
set -eu
# shellcheck source=providers/kubernetes/snapshots/client.sh
. "$(dirname "$0")/client.sh"

from=$(first master_link_status:up) || from=$(first role:master) || {
  say 'No data server can be asked for a snapshot: none is primary, and none follows one.'
  exit 1
}
name=$HA_NAME-$(date -u +%Y%m%dT%H%M%SZ).rdb
unfinished=$snapshots/.$name
trap 'rm -f "$unfinished"' EXIT
at "$from" --rdb "$unfinished" >/dev/null
checker=$(command -v valkey-check-rdb || command -v redis-check-rdb || true)
if [ -n "$checker" ] && ! "$checker" "$unfinished" >/dev/null; then
  say "The snapshot taken from $from is damaged; nothing was kept or removed."
  exit 1
fi
mv "$unfinished" "$snapshots/$name"
say "$name taken from $from."
# Only after a new one is there: a failing job must not leave an empty folder behind.
find "$snapshots" -name "$HA_NAME-*.rdb" -mtime "+$((HA_KEEP_DAYS - 1))" ! -name "$name" -exec rm -f {} +
