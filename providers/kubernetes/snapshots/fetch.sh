#!/bin/sh
# Fetches snapshot HA_SNAPSHOT from the object store HA_STORE, BUCKET/FOLDER, for restore.sh.
set -eu
# shellcheck source=providers/kubernetes/snapshots/remote.sh
. "$(dirname "$0")/remote.sh"

# rclone takes what is not there for an empty folder, and is content.
if ! remote copyto "$store/$HA_SNAPSHOT" "$snapshots/$HA_SNAPSHOT" || [ ! -f "$snapshots/$HA_SNAPSHOT" ]; then
  there=$(remote lsf --files-only --include '/*.rdb' "$store") || there=
  # shellcheck disable=SC2086 # a list of names without spaces
  say "$HA_SNAPSHOT was not fetched from $HA_STORE. There are:" ${there:-no snapshots}
  exit 1
fi
say "$HA_SNAPSHOT fetched from $HA_STORE."
