# shellcheck shell=sh disable=SC2034,SC2046,SC2154 # names are shared with who sources it; one word a host
# What the nodes of a cluster say of themselves and of each other. Sourced after ask.sh.

slot_count=16384

# survey HOST...: what own_word and info can then tell of each.
survey() {
  ask data 20 "INFO replication
INFO persistence
INFO keyspace
CLUSTER INFO
CLUSTER NODES" "$@"
}

# own_word FILE: a node's line about itself, in CLUSTER NODES or in its own nodes.conf, where every line is
# `id ip:port@bus,hostname flags primary ping pong epoch link slots`. Fails where there is none.
own_word() {
  id=''
  if [ ! -r "$1" ]; then return 1; fi
  while read -r id address flags primary _ _ epoch _ slots; do
    case ",$flags," in
      *,myself,*)
        address=${address%%@*} role=primary
        ip=${address%:*}
        case ",$flags," in *,slave,*) role=replica ;; esac
        count_slots "$slots"
        return 0
        ;;
    esac
  done <"$1"
  return 1
}

# Sets `held`, how many, and `open`, whether any is on its way: `7`, `7-9`, `[7->-id]`, `[7-<-id]`.
count_slots() {
  held=0 open=no
  set -f
  for word in $1; do
    case $word in
      \[*) open=yes ;;
      *-*) held=$((held + ${word#*-} - ${word%-*} + 1)) ;;
      *) held=$((held + 1)) ;;
    esac
  done
  set +f
}

shard_of() {
  while read -r member number; do
    if [ "$member" = "$1" ]; then printf '%s' "$number"; fi
  done <"$root/members/data"
}

# The other nodes of this pod's shard.
neighbours() {
  own_shard=$(shard_of "$HA_SELF")
  while read -r member number; do
    if [ "$number" = "$own_shard" ] && [ "$member" != "$HA_SELF" ]; then printf '%s\n' "$member"; fi
  done <"$root/members/data"
}

# keys HOST: of the INFO that was asked for; a cluster has database 0 alone.
keys() {
  found=$(info "$1" db0)
  found=${found#keys=}
  printf '%s' "${found%%,*}"
}

# within SECONDS COMMAND: repeats it until it is true or the time is over.
within() {
  until_s=$(($(date +%s) + $1))
  shift
  while ! "$@"; do
    if [ "$(date +%s)" -ge "$until_s" ]; then return 1; fi
    pause 0.05
  done
}

# By what it is in its cluster: INFO calls a replica that does not know the address of its primary yet a master too.
leads() {
  survey "$1"
  answered "$1" && own_word "$answers/$1" && [ "$role" = primary ] && [ "$held" -gt 0 ]
}

# promote HOST: a replica whose primary does not answer. By the votes of most primaries; where there are not so many, by its
# own word.
promote() {
  order "$1" 'CLUSTER FAILOVER FORCE' || :
  if within 4 leads "$1"; then return 0; fi
  order "$1" 'CLUSTER FAILOVER TAKEOVER' || :
  within 4 leads "$1"
}

# Hands this pod's slots to a replica in sync, to HOST or to the one that is furthest: CLUSTER FAILOVER has this primary hold
# writes until the replica has all of them and the other primaries have voted. Fails with the reason in `why`; then writes go on
# here. Elections of several shards at a time, as in a rolling restart, can take each other's votes: so more than one attempt.
hand_over() {
  why='it is not primary'
  until_s=$(($(date +%s) + 20))
  while leads self; do
    choose_heir "$1"
    if [ -z "$heir" ]; then why='no replica is in sync'; return 1; fi
    # Of a slot that is on its way the successor would not know, and say of keys that have moved already that there are none.
    within 5 has_no_open_slot || :
    say_in_log "Hands over to $heir."
    order "$heir" 'CLUSTER FAILOVER' || say_in_log "$heir answers: $(reply "$heir")"
    if within 6 is_replica; then
      say_in_log "$heir is primary."
      return 0
    fi
    why="$heir is not promoted"
    if [ "$(date +%s)" -ge "$until_s" ]; then return 1; fi
  done
  [ "$why" != 'it is not primary' ]
}

has_no_open_slot() {
  leads self && [ "$open" = no ]
}

is_replica() {
  ask data 20 "INFO replication" self
  [ "$(info self role)" = slave ]
}

# From the INFO of leads: `slave0:ip=HOST,port=…,state=online,offset=…,lag=…`.
choose_heir() {
  heir='' furthest=-1
  while IFS= read -r line; do
    case $line in
      slave[0-9]*:*state=online*)
        host=${line#*ip=} offset=${line#*offset=}
        host=${host%%,*} offset=${offset%%,*}
        if [ "$host" = "${1:-$host}" ] && [ "$offset" -gt "$furthest" ]; then heir=$host furthest=$offset; fi
        ;;
    esac
  done <"$answers/self"
}
