# shellcheck shell=sh
# How the snapshot scripts reach the data servers. Sourced by the others; POSIX sh.

root=${HA_ROOT:-/etc/redis-ha}
# shellcheck disable=SC2034 # used by who sources this
snapshots=${HA_SNAPSHOTS:-/snapshots}
client=$(command -v valkey-cli || command -v redis-cli)
REDISCLI_AUTH=$(cat "$root/secrets/snapshots-password")
export REDISCLI_AUTH

say() {
  printf 'redis-ha: %s\n' "$*"
}

# at HOST ARGUMENTS...: one command, or whatever else the client can do, at one data server.
at() {
  host=$1
  shift
  if [ "$HA_TLS" = yes ]; then set -- --tls --cacert "$root/tls/ca.crt" "$@"; fi
  "$client" -h "$host" -p "$HA_DATA_PORT" --user snapshots --no-auth-warning "$@"
}

# Numbers of a cluster's shards, each once; `-` where there is one primary.
shards() {
  listed=' '
  while read -r candidate shard; do
    shard=${shard:--}
    case $listed in *" $shard "*) continue ;; esac
    if [ -n "$candidate" ]; then listed="$listed$shard " && printf '%s\n' "$shard"; fi
  done <"$root/members/data"
}

# first PATTERN [SHARD]: the first data server, of that shard where one is named, whose `INFO replication` has a line like that.
first() {
  while read -r candidate shard; do
    if [ "${shard:--}" != "${2:--}" ]; then continue; fi
    if [ -n "$candidate" ] && at "$candidate" INFO replication 2>/dev/null </dev/null | grep -q "^$1"; then
      printf '%s\n' "$candidate"
      return
    fi
  done <"$root/members/data"
  return 1
}
