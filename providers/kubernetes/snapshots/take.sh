#!/bin/sh
# Takes a snapshot, of each shard where there are several, from a replica where there is one, and removes those that are older
# than HA_KEEP_DAYS.
set -eu
# shellcheck source=providers/kubernetes/snapshots/client.sh
. "$(dirname "$0")/client.sh"

stamp=$(date -u +%Y%m%dT%H%M%SZ)
unfinished=''
trap 'rm -f "$unfinished"' EXIT
checker=$(command -v valkey-check-rdb || command -v redis-check-rdb || true)

take() {
  from=$(first master_link_status:up "$1") || from=$(first role:master "$1") || {
    say 'No data server can be asked for a snapshot: none is primary, and none follows one.'
    exit 1
  }
  case $1 in -) name=$HA_NAME-$stamp.rdb ;; *) name=$HA_NAME-$stamp-shard-$1-of-$count.rdb ;; esac
  unfinished=$snapshots/.$name
  at "$from" --rdb "$unfinished" >/dev/null
  if [ -n "$checker" ] && ! "$checker" "$unfinished" >/dev/null; then
    say "The snapshot taken from $from is damaged; nothing was kept or removed."
    exit 1
  fi
  mv "$unfinished" "$snapshots/$name"
  say "$name taken from $from."
}

# Some pad what they count.
count=$(($(shards | wc -l)))
for number in $(shards); do take "$number"; done
# Only after a new one is there: a failing job must not leave an empty folder behind.
find "$snapshots" -name "$HA_NAME-*.rdb" -mtime "+$((HA_KEEP_DAYS - 1))" ! -name "$HA_NAME-$stamp*" -exec rm -f {} +
