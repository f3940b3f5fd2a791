#!/bin/sh
# shellcheck disable=SC2046 # a list of hosts is one word a host
# Starts a data server and gives it its role, once; the Sentinels change it later.
#
# The server starts fenced: as replica of an address where nobody can listen, so that it takes no writes and nobody copies
# from it, whatever is on its disk; without a TCP port, so that the Sentinels go on counting it as down; and with a priority
# that bars it from being promoted until it has been in sync, since it may have ended before the last primary did. No pod ever
# makes itself primary: a quorum of Sentinels must name it after its start, and while a replica lives that has all it
# acknowledged, it waits until that one is promoted instead. A primary that is back within a second, before anybody has
# noticed, would else take writes that the failover already under way throws away.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/server.sh
. "$here/server.sh"
# shellcheck source=providers/kubernetes/scripts/sentinels.sh
. "$here/sentinels.sh"

role='' opened=no clear_rounds=0 heir_since='' began=$(date +%s)
down_after_s=$(((HA_DOWN_AFTER + 999) / 1000))
# How long a Sentinel that does not answer can hold up a role, in seconds after the start.
patience_s=20

main() {
  umask 077
  mkdir -p "$run"
  trap 'end_with_server TERM' TERM INT
  trap 'rm -rf "$answers"' EXIT
  echo $$ >"$run/pid"
  phase waiting
  write_config
  start_server
  until [ -n "$role" ]; do
    settle
    if ! runs "$server"; then end_with_server KILL; fi
    if [ -z "$role" ]; then pause 0.2; fi
  done
  phase settled
  keep &
  keeper=$!
  end_with_server ''
}

write_config() {
  {
    server_lines
    cat <<END
port 0
replicaof 127.0.0.1 0
replica-priority 0
END
  } >"$run/redis.conf"
}

# One look at the Sentinels, and what follows from it. Sets `role` when that is done.
settle() {
  consult
  ask data 10 "INFO persistence
INFO keyspace" self
  # It needs a moment until its socket is there.
  if [ -z "$(info self loading)" ]; then return 0; fi
  loading=$(info self loading)
  own_keys=no
  if has_keys self; then own_keys=yes; fi

  if [ -n "$named" ] && a_word_is_missing; then
    progress "Waits a moment for the other Sentinels: one of them may know of a later failover than the $answering that answer."
  elif [ "$named" = "$HA_SELF" ]; then
    settle_named
  elif [ -n "$named" ]; then
    follow
  else
    wait_for_word
  fi
}

# When everybody was stopped at once, the one that led the last failover may be alone to know of it, and be the last to come back.
# And where no heir was promoted in time, the one that does not answer may be promoting it just now.
a_word_is_missing() {
  [ "$answering" -lt "$(count $(members sentinels))" ] && [ "$(seconds_since "${gave_up_at:-$began}")" -lt "$patience_s" ]
}

count() {
  printf '%s' "$#"
}

follow() {
  open_port
  if order self "REPLICAOF $named $HA_DATA_PORT"; then
    role=replica
    say "Follows $named, which the Sentinels name."
  else
    progress "Shall follow $named and still loads its data."
  fi
}

settle_named() {
  look_at_peers
  if [ -n "$heir" ] && [ "$own_keys" = no ]; then
    leave_it_to_heir "$heir has data and this disk is empty"
  elif [ -n "$heir" ] && waited_less_than $((15 + down_after_s)); then
    leave_it_to_heir "$heir has all that was acknowledged before this start"
  elif [ -n "$silent" ] && [ "$(seconds_since "$began")" -lt $((down_after_s + 2)) ]; then
    # One that does not answer may be the one that should take over.
    progress "Is named primary and waits a moment for$silent to answer."
  else
    if [ -n "$heir" ]; then gave_up_at=${gave_up_at:-$(date +%s)}; fi
    take_it
  fi
}

# Peers that hold what this server may lack. Sets `heir` to the last of them, `silent` to those that did not answer.
look_at_peers() {
  heir='' silent=''
  ask data 12 "INFO replication
INFO keyspace" $(others data)
  for host in $(others data); do
    case "$(info "$host" role)" in
      '') silent="$silent $host" ;;
      # The Sentinels have promoted it and not yet said so.
      master) heir=$host ;;
      *) if has_more "$host"; then heir=$host; fi ;;
    esac
  done
}

# Whether a replica was in touch with this server before it ended: then its memory has at least what is on this disk, where
# the last second may be missing (appendfsync everysec). -1 means never since its own start, as after a restart of all.
has_more() {
  if [ "$own_keys" = no ] && [ "$loading" = 0 ] && has_keys "$1"; then return 0; fi
  if [ "$(info "$1" master_host)" != "$HA_SELF" ]; then return 1; fi
  since=$(info "$1" master_link_down_since_seconds)
  # Absent while the link is up: the end of this server is news to it.
  [ "${since:-0}" -ge 0 ] && [ "${since:-0}" -le 60 ]
}

waited_less_than() {
  [ -z "$heir_since" ] || [ "$(seconds_since "$heir_since")" -lt "$1" ]
}

leave_it_to_heir() {
  progress "Is named primary, but $1: waits until the Sentinels have promoted it."
  close_port
  heir_since=${heir_since:-$(date +%s)}
  asked_at=${asked_at:-$heir_since}
  # They do it by themselves when they see nobody listen here, but after a failed attempt wait for twice failover-timeout.
  if [ "$failing_over" = no ] && [ "$(seconds_since "$asked_at")" -ge $((down_after_s + 5)) ]; then
    asked_at=$(date +%s)
    ask sentinel 20 "SENTINEL FAILOVER $HA_NAME" "$speaker"
    say "Asked $speaker for a failover: $(reply "$speaker")"
  fi
}

# Two looks without any doubt after the port was opened: a failover that began before would show.
take_it() {
  open_port
  if [ "$doubt" = yes ] || [ "$loading" = 1 ]; then
    clear_rounds=0
    progress "Is named primary and waits until its data is loaded and all Sentinels see it."
    return
  fi
  clear_rounds=$((clear_rounds + 1))
  if [ "$clear_rounds" -ge 3 ] && order self 'REPLICAOF NO ONE'; then
    role=primary
    say 'Is primary: the Sentinels name it and nobody has more.'
  fi
}

# Sentinels that have lost their files want to see which server has data, so it listens then, still fenced; but not while
# one of them names it and might be counting it as down.
wait_for_word() {
  clear_rounds=0
  if [ "$names_me" = no ] && [ "$(seconds_since "$began")" -ge 3 ]; then open_port; fi
  progress "Waits for $HA_QUORUM Sentinels that agree who is primary; $answering answer."
}

open_port() {
  if [ "$opened" = yes ]; then return; fi
  if order self "CONFIG SET $(port_setting) $HA_DATA_PORT"; then
    opened=yes clear_rounds=0
  else
    progress "Cannot listen on port $HA_DATA_PORT: $(reply self)"
  fi
}

# Links that are open stay open without a port, and a Sentinel's would go on answering.
close_port() {
  clear_rounds=0
  if [ "$opened" = no ]; then return; fi
  ask data 20 "CONFIG SET $(port_setting) 0
CLIENT KILL TYPE normal SKIPME yes
CLIENT KILL TYPE pubsub" self
  opened=no
}

port_setting() {
  case $HA_TLS in yes) printf tls-port ;; *) printf port ;; esac
}

# What needs a look now and then while the server runs.
keep() {
  trap 'exit 0' TERM
  answers=$run/answers.keeper
  known=$(certificate) barred=0
  await_sync
  order self "CONFIG SET replica-priority $(own_priority)" || :
  while :; do
    sleep "${HA_RENEWAL_S:-10}" &
    wait $!
    renew_certificate
    restore_priority
    sweep_answers
  done
}

# Or long enough to believe that whoever it follows does not come back: then it is better than nobody.
await_sync() {
  followed=$(date +%s)
  until is_in_sync || [ "$(seconds_since "$followed")" -ge "$patience_s" ]; do
    pause 0.3
  done
}

is_in_sync() {
  ask data 20 "INFO replication" self
  [ "$(info self role)" = master ] || [ "$(info self master_link_status)" = up ]
}

# A hand-over that was cut off half way leaves priority 0, with which no Sentinel would ever promote this server. Three looks are
# longer than any hand-over.
restore_priority() {
  ask data 20 "INFO replication" self
  if [ "$(info self slave_priority)" != 0 ] || [ "$(own_priority)" = 0 ]; then barred=0; return 0; fi
  barred=$((barred + 1))
  if [ "$barred" -ge 3 ] && order self "CONFIG SET replica-priority $(own_priority)"; then
    say 'Can be promoted again: a hand-over that did not end had barred it.'
  fi
}

main
