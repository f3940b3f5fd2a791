# shellcheck shell=sh disable=SC2034,SC2046,SC2086,SC2154 # names are shared with who sources it; a list of hosts is one word a host
# Hands this pod's role of primary to a replica, so that nobody has to find out that it is gone. Sourced after sentinels.sh.
#
# SENTINEL FAILOVER alone would leave the old primary acknowledging writes that are then thrown away: about a second of
# them. So writes wait while one replica reaches the same offset, the Sentinels promote that one, and the clients' links are
# closed when it is primary: their waiting writes were never run, and a client may send them again. Every wait is bounded.

# All of it ends before this, in seconds, whatever does not answer.
budget_s=20
began=$(date +%s)
# How far it came: writes wait; a failover was ordered.
paused=no ordered=no

# hand_over [HOST]: to that replica, or to the one that suits best. Fails with the reason in `why`; writes may wait then.
# Whoever calls it calls put_back too.
hand_over() {
  wanted=$1
  consult
  if [ "$named" != "$HA_SELF" ]; then refuse "$answering Sentinels answer and no quorum names this server"; return; fi
  choose_heir
  if [ -z "$heir" ]; then refuse "no replica is in sync"; return; fi
  say_in_log "Hands over to $heir."
  steer
  if ! within 6 heir_is_the_only_choice; then refuse "the Sentinels do not see that $heir shall take over"; return; fi
  say_in_log 'Writes wait.'
  paused=yes
  if ! pause_writes; then refuse "writes cannot be paused: $first"; return; fi
  if ! within 4 heir_has_caught_up; then refuse "$heir does not catch up"; return; fi
  if ! within 5 failover_begins; then refuse "$speaker answers: $refusal"; return; fi
  ordered=yes
  if ! within 6 heir_takes_over; then refuse "$heir is not promoted"; return; fi
  step_down
  say_in_log "$heir is primary."
  if ! within 6 heir_is_named; then say_in_log 'Not all Sentinels name it yet.'; fi
}

refuse() {
  why=$1
  return 1
}

# within SECONDS COMMAND: repeats it until it is true or the time is over.
within() {
  until_s=$(($(date +%s) + $1))
  if [ "$until_s" -gt $((began + budget_s)) ]; then until_s=$((began + budget_s)); fi
  while ! "$2"; do
    if [ "$(date +%s)" -ge "$until_s" ]; then return 1; fi
    pause 0.02
  done
}

is_primary() {
  ask data 20 "INFO replication" self
  [ "$(info self role)" = master ]
}

# The replica that takes over, of those in sync: `wanted`, where somebody is. A rolling update goes from the highest ordinal to
# the lowest: a higher one has its update behind it, else the lowest keeps the role the longest.
choose_heir() {
  heir='' seen_self=no
  replicas=$(replicas_in_sync)
  for host in $(members data); do
    if [ "$host" = "$HA_SELF" ]; then seen_self=yes; continue; fi
    if [ "$host" != "${wanted:-$host}" ]; then continue; fi
    case " $replicas " in *" $host "*) ;; *) continue ;; esac
    if [ -z "$heir" ] || [ "$seen_self" = yes ]; then heir=$host; fi
  done
}

# From the INFO of is_primary, asked anew.
replicas_in_sync() {
  is_primary || return 0
  while IFS= read -r line; do
    case $line in
      slave[0-9]*:*state=online*)
        line=${line#*ip=}
        printf '%s ' "${line%%,*}"
        ;;
    esac
  done <"$answers/self"
}

# Leaves the Sentinels one choice: priority 0 means never. And lets them look around quickly, they ask every ten seconds.
#
# The other replicas follow the heir from now on: a new primary refuses writes until a replica has joined it
# (min-replicas-to-write), and these join by themselves when it drops them at its promotion (replicationUnsetMaster,
# replication.c), long before a Sentinel or this script could tell anybody to. Where nothing comes of it and nobody puts
# it back, the Sentinels do after failover-timeout (sentinelRefreshInstanceInfo, sentinel.c).
steered=no
steer() {
  steered=yes
  ask sentinel 30 "SENTINEL DEBUG info-period 300 publish-period 200" $(members sentinels)
  tell_rest "CONFIG SET replica-priority 0
REPLICAOF $heir $HA_DATA_PORT"
}

# To the replicas that shall not take over.
tell_rest() {
  rest=''
  for host in $(others data); do
    if [ "$host" != "$heir" ]; then rest="$rest $host"; fi
  done
  ask data 20 "$1" $rest
}

lead_rest() {
  tell_rest "REPLICAOF $HA_SELF $HA_DATA_PORT"
}

# One that does not answer may be going just now, as its machine is drained: the next question goes to another.
ask_speaker() {
  ask sentinel "$1" "$2" "$speaker"
  # Where nobody listens a client may end with 0 all the same.
  if answered "$speaker" && [ -s "$answers/$speaker" ]; then return 0; fi
  consult
  return 1
}

# By the Sentinel that will be asked. A reply of name and value by turns, replica after replica.
heir_is_the_only_choice() {
  chosen=no ip='' others_out=yes
  if ! ask_speaker 30 "SENTINEL REPLICAS $HA_NAME"; then return 1; fi
  while IFS= read -r key && IFS= read -r value; do
    case $key in
      ip) ip=$value down=no ;;
      flags) case $value in *down*|*disconnected*) down=yes ;; esac ;;
      slave-priority)
        if [ "$ip" = "$heir" ]; then
          if [ "$value" != 0 ] && [ "$down" = no ]; then chosen=yes; fi
        elif [ "$value" != 0 ] && [ "$down" = no ]; then
          others_out=no
        fi
        ;;
    esac
  done <"$answers/$speaker"
  [ "$chosen$others_out" = yesyes ]
}

# For longer than all of this: if it ends half way, no write may be acknowledged here until the Sentinels have decided. The offset
# is that of the last write.
pause_writes() {
  ask data 20 "CLIENT PAUSE 30000 WRITE
INFO replication" self
  offset=$(info self master_repl_offset) first=''
  if answered self; then IFS= read -r first <"$answers/self" || :; fi
  [ "$first" = OK ] && [ -n "$offset" ]
}

# Or is beyond: a paused server goes on pinging its replicas, which counts (replicationCron, replication.c).
heir_has_caught_up() {
  ask data 20 "INFO replication" "$heir"
  reached=$(info "$heir" slave_repl_offset)
  [ "${reached:-0}" -ge "$offset" ]
}

# It may be busy with the end of an earlier failover.
failover_begins() {
  if ! ask_speaker 30 "SENTINEL FAILOVER $HA_NAME"; then refusal='nothing'; return 1; fi
  refusal=$(reply "$speaker")
  [ "$refusal" = OK ]
}

# A Sentinel whose last INFO of the heir is older than three periods gives up without a word (sentinelSelectSlave): it is asked
# again.
heir_takes_over() {
  if heir_is_primary; then return 0; fi
  if ! ask_speaker 10 "SENTINEL MASTER $HA_NAME"; then return 1; fi
  if read_word "$speaker" && [ "$ip" = "$HA_SELF" ]; then
    case $flags in *failover_in_progress*) ;; *) failover_begins || : ;; esac
  fi
  return 1
}

heir_is_primary() {
  ask data 20 "INFO replication" "$heir"
  [ "$(info "$heir" role)" = master ]
}

# Then the pause must not hold any longer: it would hold up what comes from the new primary too. But a server that does not follow
# yet must not write: then the pause stays, and the Sentinels demote it.
step_down() {
  if ! within 3 follows_heir; then say_in_log "Cannot follow $heir yet: $(reply self)"; return 0; fi
  ask data 20 "CLIENT KILL TYPE normal SKIPME yes
CLIENT KILL TYPE pubsub
CLIENT UNPAUSE" self
}

follows_heir() {
  order self "REPLICAOF $heir $HA_DATA_PORT"
}

heir_is_named() {
  consult
  [ "$named" = "$heir" ]
}

put_back() {
  if [ "$steered" = no ]; then return; fi
  steered=no
  # What was ordered may still happen: then they follow the right one already.
  if [ "$ordered" = no ]; then lead_rest; fi
  tell_rest "CONFIG SET replica-priority $(own_priority)"
  # Until they have looked they would find nobody to promote, and after a failed attempt wait for twice failover-timeout.
  pause 0.6
  ask sentinel 30 "SENTINEL DEBUG $(sentinel_periods)" $(members sentinels)
}
