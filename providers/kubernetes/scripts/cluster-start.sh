#!/bin/sh
# shellcheck disable=SC2046 # a list of hosts is one word a host
# Starts a node of a cluster, and keeps it part of it.
#
# Replicas copy whatever answers at the address that they know, so three things are kept from happening. A node that was primary
# starts only when nobody has more than its disk: unless it ended well it asks the other nodes of its shard first, and has a replica
# that was in touch with it promoted; started at once, as the kubelet restarts what has crashed, it would be primary again before
# anybody missed it. A node lets nobody copy from it before it has seen that nobody takes it for another (tend): one with an empty disk
# would else be copied by the replicas of the primary that had its address. And a node forgets at its start where the others were, and
# meets them where they are; until it has seen its primary well it does not try to take over (tend), since after a restart of all they
# take each other for failed.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/server.sh
. "$here/server.sh"
# shellcheck source=providers/kubernetes/scripts/cluster.sh
. "$here/cluster.sh"
# shellcheck source=providers/kubernetes/scripts/cluster-tend.sh
. "$here/cluster-tend.sh"

began=$(date +%s)
acl=$run/users.acl
# There when the server ended by itself and with everything on its disk.
ended_well=$data/ended-well

main() {
  umask 077
  mkdir -p "$run"
  trap 'end_with_server TERM' TERM INT
  trap finish EXIT
  echo $$ >"$run/pid"
  phase waiting
  write_config
  if led_slots; then yield_slots; fi
  forget_addresses
  rm -f "$ended_well"
  start_server
  phase settled
  keep &
  keeper=$!
  end_with_server ''
}

# shellcheck disable=SC2317 # called by the trap
finish() {
  if [ "${code:-1}" = 0 ]; then : >"$ended_well"; fi
  rm -rf "$answers"
}

# The address is this start's: the server writes it into its own line of nodes.conf, and tells the others. Clients are told
# names, which certificates vouch for.
write_config() {
  fence
  {
    server_lines
    ports "$HA_DATA_PORT"
    if [ "$HA_TLS" = yes ]; then echo 'tls-cluster yes'; fi
    cat <<END
cluster-enabled yes
cluster-config-file nodes.conf
cluster-port $HA_BUS_PORT
cluster-announce-ip $HA_POD_IP
cluster-announce-hostname $HA_SELF
cluster-preferred-endpoint-type hostname
cluster-replica-no-failover yes
END
  } >"$run/redis.conf"
}

# For the user that replicas log in as.
fence() {
  sed '/^user replication /s/$/ -psync/' "$root/secrets/users.acl" >"$acl"
}

# `:0@0` and noaddr is what the server writes of a node whose address it has lost. `fail?` until it hears of them: alone, without
# most primaries, it must not serve.
forget_addresses() {
  if [ ! -s "$data/nodes.conf" ]; then return 0; fi
  shard_edits >"$run/nodes.sed"
  sed -f "$run/nodes.sed" \
    -e '/^[^ ]* [^ ]* myself/b' -e 's/^\([0-9a-f]*\) [^ ,]*\([^ ]*\) \([^ ]*\) /\1 :0@0\2 \3,fail?,noaddr /' \
    "$data/nodes.conf" >"$data/nodes.conf.new"
  mv "$data/nodes.conf.new" "$data/nodes.conf"
}

# Every replica gets the shard id of its primary. Valkey 8.0 writes the one that a replica had before it joined, and takes its own file
# for corrupted afterwards (clusterLoadConfig, cluster_legacy.c).
shard_edits() {
  nodes=$(cat "$data/nodes.conf")
  while read -r id _ flags primary _; do
    case ",$flags," in *,slave,*) ;; *) continue ;; esac
    shard_id=$(printf '%s\n' "$nodes" | sed -n "s/^$primary [^ ]*,shard-id=\([0-9a-f]*\).*/\1/p")
    if [ -n "$shard_id" ]; then echo "/^$id /s/,shard-id=[0-9a-f]*/,shard-id=$shard_id/"; fi
  done <<END
$nodes
END
}

# By its own file, which says what it was when it ended.
led_slots() {
  own_word "$data/nodes.conf" && [ "$role" = primary ] && [ "$held" -gt 0 ]
}

yield_slots() {
  own_id=$id
  own_data=no
  for file in "$data"/appendonlydir/*.aof; do
    if [ -s "$file" ]; then own_data=yes; fi
  done
  # Then no replica has anything that is not here, and one that lost its link before would have less.
  if [ "$own_data" = yes ] && [ -e "$ended_well" ]; then return 0; fi
  until nobody_has_more; do pause 0.2; done
}

# One look at the other nodes of the shard, and what follows from it. True when this one may start.
nobody_has_more() {
  look_for_heir
  if [ -n "$successor" ]; then
    say "$successor has taken over."
  elif [ -n "$heir" ]; then
    say "$heir has what was acknowledged before this start: it takes over."
    if ! promote "$heir"; then progress "$heir is not promoted: $(reply "$heir")"; fi
    # The next look tells.
    if waited_less_than 30; then return 1; fi
    say "$heir does not take over: starts with what is on this disk."
  elif [ -n "$silent" ] && waited_less_than "$(patience_s)"; then
    progress "Was primary and waits a moment for$silent to answer."
    return 1
  fi
}

# One that does not answer may be the one that should take over; with an empty disk it is worth a longer wait.
patience_s() {
  if [ "$own_data" = yes ]; then printf 5; else printf 30; fi
}

waited_less_than() {
  [ "$(seconds_since "$began")" -lt "$1" ]
}

# Sets `successor`, who has its slots already, `heir`, the replica that has most of what this disk may lack, and `silent`.
look_for_heir() {
  successor='' heir='' silent='' furthest=-1
  survey $(neighbours)
  for host in $(neighbours); do
    if ! answered "$host" || ! own_word "$answers/$host"; then
      silent="$silent $host"
    elif [ "$role" = primary ]; then
      if [ "$held" -gt 0 ]; then successor=$host; fi
    elif [ "$primary" = "$own_id" ] && has_more "$host"; then
      offset=$(info "$host" slave_repl_offset)
      if [ "${offset:-0}" -gt "$furthest" ]; then heir=$host furthest=${offset:-0}; fi
    fi
  done
}

# Whether a replica was in touch with this node before it ended: then its memory has at least what is on this disk. -1 means
# never since its own start, as after a restart of all; without an address to follow it does not even call itself a replica.
has_more() {
  if [ "$own_data" = no ] && [ -n "$(keys "$1")" ]; then return 0; fi
  if [ "$(info "$1" role)" != slave ]; then return 1; fi
  since=$(info "$1" master_link_down_since_seconds)
  # Absent while the link is up: the end of this node is news to it.
  [ "${since:-0}" -ge 0 ] && [ "${since:-0}" -le 60 ]
}

# What needs a look now and then while the server runs.
keep() {
  trap 'exit 0' TERM
  answers=$run/answers.keeper
  known=$(certificate)
  while :; do
    tend || :
    renew_certificate
    sweep_answers
    if [ "$is_content" = yes ]; then rest_s=${HA_REST_S:-5}; else rest_s=1; fi
    sleep "$rest_s" &
    wait $!
  done
}

main
