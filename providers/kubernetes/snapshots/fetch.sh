#!/bin/sh
# Fetches snapshot HA_SNAPSHOT, the parts of all shards where it is a cluster's, from the object store HA_STORE, BUCKET/FOLDER, for
# restore.sh.
set -eu
# shellcheck source=providers/kubernetes/snapshots/remote.sh
. "$(dirname "$0")/remote.sh"

case $HA_SNAPSHOT in *.rdb) files=$HA_SNAPSHOT ;; *) files="$HA_SNAPSHOT-shard-*.rdb" ;; esac

fetched() {
  for file in "$snapshots"/$files; do
    if [ ! -f "$file" ]; then return 1; fi
  done
}

# rclone is content where nothing is there.
if ! remote copy --include "/$files" "$store" "$snapshots" || ! fetched; then
  there=$(remote lsf --files-only --include '/*.rdb' "$store") || there=
  # shellcheck disable=SC2086 # a list of names without spaces
  say "$HA_SNAPSHOT was not fetched from $HA_STORE. There are:" ${there:-no snapshots}
  exit 1
fi
say "$HA_SNAPSHOT fetched from $HA_STORE."
