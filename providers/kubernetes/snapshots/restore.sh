#!/bin/sh
# Puts the keys of snapshot HA_SNAPSHOT into the running instance, which must be empty: a server of its own loads the
# file, and hands every key to the primary that has its slot. A snapshot of a cluster is a file for each shard; how many shards
# there are now does not matter, nor whether it is a cluster.
set -eu
# shellcheck source=providers/kubernetes/snapshots/client.sh
. "$(dirname "$0")/client.sh"

# An attempt that was broken off may go on, although the instance is no longer empty.
begun=$snapshots/.restoring-$HA_SNAPSHOT
run=${HA_RUN_DIR:-/run/redis-ha}
server=$(command -v valkey-server || command -v redis-server)
socket=$run/restore.sock
pid=''
trap stop EXIT

stop() {
  if [ -n "$pid" ]; then
    kill -9 "$pid" 2>/dev/null || :
    wait "$pid" 2>/dev/null || :
  fi
  pid=''
  rm -f "$socket"
}

give_up() {
  say "$*"
  exit 1
}

# Sets `files`. Each shard's name tells how many there are: with one part missing, nothing would be better than the rest.
find_files() {
  case $HA_SNAPSHOT in
    *.rdb) pattern=$HA_SNAPSHOT ;;
    *) pattern="$HA_SNAPSHOT-shard-*.rdb" ;;
  esac
  files='' found=0 wanted=1
  for file in "$snapshots"/$pattern; do
    if [ ! -f "$file" ]; then give_up "There is no $HA_SNAPSHOT. There are: $(cd "$snapshots" && echo ./*.rdb)."; fi
    name=${file##*/}
    files="$files $name" found=$((found + 1))
    case $HA_SNAPSHOT in *.rdb) ;; *) wanted=${name##*-of-} wanted=${wanted%.rdb} ;; esac
  done
  if [ "$found" != "$wanted" ]; then
    give_up "Of $HA_SNAPSHOT there are the parts of $found shards, not of $wanted: nothing was restored."
  fi
}

# Sets `targets`: host, first and last slot, for each range of slots that a primary has.
find_targets() {
  targets='' covered=0
  if [ "$(shards)" = - ]; then
    primary=$(first role:master) || give_up 'No data server is primary yet.'
    targets="$primary 0 16383"
    return
  fi
  for number in $(shards); do
    primary=$(first role:master "$number") || give_up "Shard $number has no primary yet."
    # shellcheck disable=SC2086 # one word a range
    while read -r _ _ flags _ _ _ _ _ slots; do
      case ",$flags," in *,myself,*) add_targets $slots ;; esac
    done <<END
$(at "$primary" CLUSTER NODES </dev/null)
END
  done
  if [ "$covered" != 16384 ]; then give_up "The primaries have $covered of 16384 slots: the cluster is not whole yet."; fi
}

add_targets() {
  for range; do
    # `[7->-id]`: on its way, and counted as 7.
    case $range in *[!0-9-]*) continue ;; esac
    targets="$targets $primary ${range%-*} ${range#*-}"
    covered=$((covered + ${range#*-} - ${range%-*} + 1))
  done
}

expect_no_data() {
  asked=''
  while [ "$#" -gt 0 ]; do
    case " $asked " in
      *" $1 "*) ;;
      *)
        asked="$asked $1"
        if [ "$(at "$1" DBSIZE </dev/null)" != 0 ]; then
          give_up "The instance holds data: nothing was restored. Empty it first (FLUSHALL), or leave kubernetes.restore out."
        fi
        ;;
    esac
    shift 3
  done
}

own() {
  "$client" -s "$socket" "$@"
}

# load FILE: by a server that nobody else reaches.
load() {
  set -- --port 0 --unixsocket "$socket" --dir "$snapshots" --dbfilename "$1" --save '' --appendonly no
  if [ "$HA_TLS" = yes ]; then
    # MIGRATE encrypts where the cluster bus would (cluster.c, migrateGetSocket).
    set -- "$@" --tls-cluster yes --tls-ca-cert-file "$root/tls/ca.crt" \
      --tls-cert-file "$root/tls/tls.crt" --tls-key-file "$root/tls/tls.key"
  fi
  "$server" "$@" >"$run/restore.log" 2>&1 &
  pid=$!
  until [ "$(own PING 2>/dev/null)" = PONG ]; do
    if ! kill -0 "$pid" 2>/dev/null; then give_up "The snapshot cannot be loaded: $(tail -n 1 "$run/restore.log")"; fi
    sleep 1
  done
}

# In a script, because a key may hold any byte, which no shell passes on. ARGV: a port, the targets, the password, which
# comes by standard input. A server outside a cluster does not tell the slot of a key (CLUSTER KEYSLOT), so it is reckoned here as the
# cluster specification has it ("Key distribution model", "Hash tags").
hand_over='
local port, password = ARGV[1], ARGV[#ARGV]
local host_of, hosts = {}, {}
for i = 2, #ARGV - 1, 3 do
  hosts[#hosts + 1] = ARGV[i]
  for slot = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]) do host_of[slot] = ARGV[i] end
end
local remainders = {}
for byte = 0, 255 do
  local crc = bit.lshift(byte, 8)
  for _ = 1, 8 do
    crc = bit.lshift(crc, 1)
    if bit.band(crc, 0x10000) ~= 0 then crc = bit.bxor(crc, 0x11021) end
  end
  remainders[byte] = crc
end
local function slot_of(key)
  local tag = string.match(key, "{(.-)}")
  if not tag or tag == "" then tag = key end
  local crc = 0
  for i = 1, #tag do
    local byte = bit.bxor(bit.rshift(crc, 8), string.byte(tag, i))
    crc = bit.bxor(bit.band(bit.lshift(crc, 8), 0xffff), remainders[byte])
  end
  return crc % 16384
end
local function by_host(keys)
  if #hosts == 1 then return {[hosts[1]] = keys} end
  local grouped = {}
  for _, key in ipairs(keys) do
    local host = host_of[slot_of(key)]
    if not grouped[host] then grouped[host] = {} end
    table.insert(grouped[host], key)
  end
  return grouped
end
local moved = 0
for db = 0, 15 do
  redis.call("SELECT", db)
  while true do
    local keys = redis.call("SCAN", "0", "COUNT", "200")[2]
    if #keys == 0 and redis.call("DBSIZE") == 0 then break end
    for host, its in pairs(by_host(keys)) do
      redis.call("MIGRATE", host, port, "", db, 60000, "REPLACE", "AUTH2", "snapshots", password, "KEYS", unpack(its))
      moved = moved + #its
    end
  end
end
return moved'

find_files
find_targets
# shellcheck disable=SC2086 # words of a list
if [ ! -f "$begun" ]; then expect_no_data $targets; fi
: >"$begun"
total=0
for name in $files; do
  load "$name"
  # shellcheck disable=SC2086
  moved=$(printf '%s' "$REDISCLI_AUTH" | env -u REDISCLI_AUTH "$client" -s "$socket" -x EVAL "$hand_over" 0 "$HA_DATA_PORT" $targets)
  case $moved in '' | *[!0-9]*) give_up "Not everything was restored: $moved" ;; esac
  say "$moved keys of $name restored."
  total=$((total + moved))
  stop
done
rm -f "$begun"
say "$total keys restored."
