#!/bin/sh
# Puts the keys of snapshot HA_SNAPSHOT into the running instance, which must be empty: a server of its own loads the
# file, and hands every key to the primary.
set -eu
# shellcheck source=providers/kubernetes/snapshots/client.sh
. "$(dirname "$0")/client.sh"

file=$snapshots/$HA_SNAPSHOT
# An attempt that was broken off may go on, although the instance is no longer empty.
begun=$snapshots/.restoring-$HA_SNAPSHOT
run=${HA_RUN_DIR:-/run/redis-ha}
server=$(command -v valkey-server || command -v redis-server)

if [ ! -f "$file" ]; then
  say "There is no $HA_SNAPSHOT. There are: $(cd "$snapshots" && echo ./*.rdb)."
  exit 1
fi
primary=$(first role:master) || {
  say 'No data server is primary yet.'
  exit 1
}
if [ ! -f "$begun" ] && [ "$(at "$primary" DBSIZE)" != 0 ]; then
  say "The instance holds data: nothing was restored. Empty it first (FLUSHALL), or leave kubernetes.restore out."
  exit 1
fi
: >"$begun"

set -- --port 0 --unixsocket "$run/restore.sock" --dir "$snapshots" --dbfilename "$HA_SNAPSHOT" --save '' --appendonly no
if [ "$HA_TLS" = yes ]; then
  # MIGRATE encrypts where the cluster bus would (cluster.c, migrateGetSocket).
  set -- "$@" --tls-cluster yes --tls-ca-cert-file "$root/tls/ca.crt" \
    --tls-cert-file "$root/tls/tls.crt" --tls-key-file "$root/tls/tls.key"
fi
"$server" "$@" >"$run/restore.log" 2>&1 &
pid=$!
trap 'kill -9 "$pid" 2>/dev/null; rm -f "$run/restore.sock"' EXIT
own() {
  "$client" -s "$run/restore.sock" "$@"
}
until [ "$(own PING 2>/dev/null)" = PONG ]; do
  if ! kill -0 "$pid" 2>/dev/null; then
    say "The snapshot cannot be loaded: $(tail -n 1 "$run/restore.log")"
    exit 1
  fi
  sleep 1
done

# In a script, because a key may hold any byte, which no shell passes on. The password comes by standard input.
hand_over='
local moved = 0
for db = 0, 15 do
  redis.call("SELECT", db)
  while true do
    local keys = redis.call("SCAN", "0", "COUNT", "200")[2]
    if #keys == 0 and redis.call("DBSIZE") == 0 then break end
    if #keys > 0 then
      local reply = redis.call("MIGRATE", ARGV[1], ARGV[2], "", db, 60000, "REPLACE", "AUTH2", "snapshots", ARGV[3], "KEYS", unpack(keys))
      moved = moved + #keys
    end
  end
end
return moved'
moved=$(printf '%s' "$REDISCLI_AUTH" | env -u REDISCLI_AUTH "$client" -s "$run/restore.sock" -x EVAL "$hand_over" 0 "$primary" "$HA_DATA_PORT")
case $moved in
  '' | *[!0-9]*)
    say "Not everything was restored: $moved"
    exit 1
    ;;
esac
rm -f "$begun"
say "$moved keys of $HA_SNAPSHOT restored to $primary."
