#!/bin/sh
# Copies the snapshot that was taken into the object store HA_STORE, BUCKET/FOLDER, and removes there those of this
# instance that are older than HA_KEEP_DAYS.
set -eu
# shellcheck source=providers/kubernetes/snapshots/remote.sh
. "$(dirname "$0")/remote.sh"

for file in "$snapshots/$HA_NAME"-*.rdb; do
  if [ ! -f "$file" ]; then
    say 'There is no snapshot to store.'
    exit 1
  fi
  name=${file##*/}
  if ! remote copyto "$file" "$store/$name"; then
    say "$name was not stored in $HA_STORE, and nothing was removed there: rclone says above why."
    exit 1
  fi
  say "$name stored in $HA_STORE."
done
# Only after a new one is there: a failing job must not leave an empty folder behind. The whole name, because another
# instance's may begin alike, and not below the folder, which may hold other folders.
day='[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'
time='[0-9][0-9][0-9][0-9][0-9][0-9]'
if ! remote delete --min-age "${HA_KEEP_DAYS}d" --filter "- /$name" --filter "+ /$HA_NAME-${day}T${time}Z.rdb" \
  --filter "+ /$HA_NAME-${day}T${time}Z-shard-*.rdb" --filter '- **' "$store"; then
  say "What is older than $HA_KEEP_DAYS days was not removed from $HA_STORE: rclone says above why."
  exit 1
fi
