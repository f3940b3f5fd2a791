#!/bin/sh
# shellcheck disable=SC2046,SC2086 # a list of hosts is one word a host
# Starts a Sentinel with the latest word about who is primary, and keeps its settings that no file holds.
#
# The word with the highest config-epoch counts, as among Sentinels: its own file's or that of a Sentinel that runs; its file
# may be old. When no Sentinel knows anything, the first of them alone chooses and the others wait for it, so that
# there are never two choices: a server that is primary, else the only one with data, else, when all are empty, the first.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/sentinels.sh
. "$here/sentinels.sh"

state=${HA_STATE_DIR:-/state}
sentinel='' keeper='' began=$(date +%s)
# How long a data server that does not answer can hold up the first choice, in seconds.
patience_s=${HA_FIRST_CHOICE_S:-60}

main() {
  umask 077
  mkdir -p "$run"
  trap 'end_with_sentinel TERM' TERM INT
  trap 'rm -rf "$answers"' EXIT
  echo $$ >"$run/pid"
  phase waiting
  while :; do
    read_own_file
    ask_the_others
    until [ -n "$primary" ]; do
      find_first_word
      if [ -z "$primary" ]; then pause 0.5; fi
    done
    start_sentinel
    set_periods
    phase settled
    end_at_change &
    keeper=$!
    await_end
  done
}

# What it believed when it last wrote its file.
read_own_file() {
  primary='' config_epoch=0 leader_epoch=0 current_epoch=0
  if [ ! -s "$state/sentinel.conf" ]; then return 0; fi
  while read -r word what name value _; do
    case "$word $what $name" in
      "sentinel monitor $HA_NAME") primary=$value ;;
      "sentinel config-epoch $HA_NAME") config_epoch=$value ;;
      "sentinel leader-epoch $HA_NAME") leader_epoch=$value ;;
      'sentinel current-epoch '*) current_epoch=$name ;;
    esac
  done <"$state/sentinel.conf"
}

ask_the_others() {
  ask sentinel 12 "SENTINEL MASTER $HA_NAME" $(others sentinels)
  for host in $(others sentinels); do
    if read_word "$host" && { [ -z "$primary" ] || [ "$epoch" -gt "$config_epoch" ]; }; then
      primary=$ip config_epoch=$epoch
    fi
  done
  if [ "$config_epoch" -gt "$current_epoch" ]; then current_epoch=$config_epoch; fi
}

find_first_word() {
  ask_the_others
  if [ -n "$primary" ]; then return; fi
  if [ -s "$state/primary" ]; then
    read -r primary <"$state/primary" || :
    rm -f "$state/primary"
    say "Takes $primary for the primary, as $state/primary says."
    return
  fi
  read -r first _ <"$root/members/sentinels"
  if [ "$first" = "$HA_SELF" ]; then
    choose_first
  else
    progress "Knows of no primary: waits for another Sentinel, or for $first, which alone may choose the first one."
  fi
}

choose_first() {
  ask data 12 "INFO replication
INFO keyspace
INFO persistence" $(members data)
  masters='' full='' empty='' silent=''
  for host in $(members data); do
    if [ "$(info "$host" role)" = master ]; then
      masters="$masters $host"
    elif [ "$(info "$host" loading)" != 0 ]; then
      silent="$silent $host"
    elif has_keys "$host"; then
      full="$full $host"
    else
      empty="$empty $host"
    fi
  done
  if [ -n "$masters" ]; then
    choose_only "$masters" 'it is primary already'
  elif ! enough_answer; then
    progress "No Sentinel knows a primary: waits for$silent, to see whether there is data."
  elif [ -n "$full" ]; then
    choose_only "$full" 'it alone has data'
  else
    choose_only "$(first_of $empty)" 'no server has any data'
  fi
}

# All, or after a while more than half.
enough_answer() {
  if [ -z "$silent" ]; then return 0; fi
  if [ "$(($(date +%s) - began))" -lt "$patience_s" ]; then return 1; fi
  [ "$(count $full $empty)" -gt "$(count $silent)" ]
}

count() {
  printf '%s' "$#"
}

first_of() {
  printf '%s' "$1"
}

choose_only() {
  if [ "$(count $1)" = 1 ]; then
    primary=${1# }
    say "Chooses $primary: $2."
  else
    progress "No Sentinel knows who was primary last, and several servers could be:$1. Look which has the newest data, then: echo HOST > $state/primary"
  fi
}

start_sentinel() {
  write_file
  rm -f "$run/sentinel.sock"
  server=$(program valkey-server redis-server)
  "$server" "$state/sentinel.conf" --sentinel &
  sentinel=$!
}

# Replicas and other Sentinels as if it had met them: there is nothing to discover, and nobody is remembered who is gone.
write_file() {
  mkdir -p "$state"
  {
    ports "$HA_SENTINEL_PORT"
    tls_lines
    cat <<END
unixsocket $run/sentinel.sock
unixsocketperm 700
bind ${HA_BIND:-* -::*}
protected-mode no
daemonize no
pidfile ""
logfile ""
dir "$state"
aclfile "$root/secrets/sentinel-users.acl"
sentinel sentinel-user peer
sentinel sentinel-pass $(password peer)
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $HA_SELF
sentinel announce-port $HA_SENTINEL_PORT
sentinel deny-scripts-reconfig yes
sentinel myid $(id_of "$HA_SELF")
sentinel monitor $HA_NAME $primary $HA_DATA_PORT $HA_QUORUM
sentinel auth-user $HA_NAME sentinel
sentinel auth-pass $HA_NAME $(password sentinel)
END
    while read -r name value; do
      if [ -n "$name" ]; then printf 'sentinel %s %s %s\n' "$name" "$HA_NAME" "$value"; fi
    done <"$root/config/sentinel.settings"
    printf 'sentinel config-epoch %s %s\n' "$HA_NAME" "$config_epoch"
    printf 'sentinel leader-epoch %s %s\n' "$HA_NAME" "$leader_epoch"
    for host in $(members data); do
      if [ "$host" != "$primary" ]; then printf 'sentinel known-replica %s %s %s\n' "$HA_NAME" "$host" "$HA_DATA_PORT"; fi
    done
    for host in $(others sentinels); do
      printf 'sentinel known-sentinel %s %s %s %s\n' "$HA_NAME" "$host" "$HA_SENTINEL_PORT" "$(id_of "$host")"
    done
    printf 'sentinel current-epoch %s\n' "$current_epoch"
  } >"$state/sentinel.conf.new"
  mv "$state/sentinel.conf.new" "$state/sentinel.conf"
}

# Made from the pod's name: one that lost its file comes back as the same voter. Each new id would count towards the majority
# for ever (sentinelGetLeader).
id_of() {
  while read -r member id; do
    if [ "$member" = "$1" ]; then printf '%s' "$id"; fi
  done <"$root/members/sentinels"
}

# Lost at every end of the process, so sent after every start. With the built-in second Sentinels take a healthy new
# primary for dead when down-after is short, and fail over a second time (redis#8607).
set_periods() {
  while runs "$sentinel"; do
    ask sentinel 20 "SENTINEL DEBUG $(sentinel_periods)" self
    case "$(reply self)" in
      OK) return ;;
      '') pause 0.05 ;;
      *) progress "The Sentinel does not take its periods: $(reply self)"; pause 1 ;;
    esac
  done
}

# A Sentinel reads its certificate only at its start, and forgets a replica only when told so. So it begins anew when the kubelet
# has renewed the mounted files, one Sentinel after the other.
end_at_change() {
  trap 'exit 0' TERM
  known=$(mounted)
  until has_changed; do
    sleep "${HA_RENEWAL_S:-10}" &
    wait $!
    sweep_answers
  done
  sleep $(($(place) * ${HA_RENEWAL_S:-10})) &
  wait $!
  : >"$run/again"
  kill "$sentinel"
}

has_changed() {
  if [ "$(mounted)" = "$known" ]; then return 1; fi
  if is_sound; then return 0; fi
  progress 'Does not take the new certificate: certificate, key and authority cannot be loaded together.'
  return 1
}

# With a certificate that no server loads the Sentinel would not come back. A client loads the same files.
is_sound() {
  if [ "$HA_TLS" = no ]; then return 0; fi
  "$client_program" -h "$HA_SELF" -p "$HA_SENTINEL_PORT" --tls --insecure --cacert "$root/tls/ca.crt" \
    --cert "$root/tls/tls.crt" --key "$root/tls/tls.key" PING >"$run/trial" 2>&1
}

mounted() {
  certificate
  cat "$root/members/data" "$root/members/sentinels"
}

place() {
  before=0
  for host in $(members sentinels); do
    if [ "$host" = "$HA_SELF" ]; then break; fi
    before=$((before + 1))
  done
  printf '%s' "$before"
}

# Returns when the Sentinel shall begin anew, else ends as it ended.
await_end() {
  code=0
  wait "$sentinel" || code=$?
  kill "$keeper" 2>/dev/null || :
  if [ ! -e "$run/again" ]; then exit "$code"; fi
  rm -f "$run/again"
  say 'Begins anew with the files that have changed.'
}

end_with_sentinel() {
  trap '' INT
  if [ -n "$keeper" ]; then kill "$keeper" 2>/dev/null || :; fi
  if [ -z "$sentinel" ]; then exit 0; fi
  kill -s "$1" "$sentinel" 2>/dev/null || :
  code=0
  wait "$sentinel" || code=$?
  exit "$code"
}

main
