# shellcheck shell=sh
# How a pod's scripts talk to servers and to whoever reads the log. Sourced by the others; POSIX sh, for any image
# that has a Redis or Valkey server and its command line client.

root=${HA_ROOT:-/etc/redis-ha}
run=${HA_RUN_DIR:-/run/redis-ha}
answers=$run/answers.$$
carriage_return=$(printf '\r')

# A name that DNS does not answer for blocks whoever asks. By glibc's defaults in a pod that is 20 s, and a Sentinel that
# stood still for 2 s does nothing for the next 30 (TILT, sentinel.c). So one question, one second, no search list.
export LOCALDOMAIN=. RES_OPTIONS='ndots:15 timeout:1 attempts:1'

say() {
  printf 'redis-ha: %s\n' "$*"
}

# For a hook, whose own output nobody sees: to the log of its container as well.
say_in_log() {
  say "$*" || :
  IFS= read -r main_pid <"$run/pid" || :
  { say "$*" >>"/proc/$main_pid/fd/1"; } 2>/dev/null || :
}

# The same sentence once in ten seconds, a new one at once.
last_said='' last_time=0
progress() {
  now=$(date +%s)
  if [ "$*" != "$last_said" ] || [ "$((now - last_time))" -ge 10 ]; then say "$*"; last_said=$* last_time=$now; fi
}

# The first of the programs that the image has.
program() {
  for name; do
    if command -v "$name"; then return; fi
  done
  say "The image has none of these programs: $*." >&2
  return 1
}

client_program=$(program valkey-cli redis-cli)

pause() {
  sleep "$1" 2>/dev/null || sleep 1
}

members() {
  while read -r host _; do
    if [ -n "$host" ]; then printf '%s\n' "$host"; fi
  done <"$root/members/$1"
}

# The members other than this pod.
others() {
  for host in $(members "$1"); do
    if [ "$host" != "$HA_SELF" ]; then printf '%s\n' "$host"; fi
  done
}

# ask KIND TENTHS COMMANDS HOST...: sends the lines to all hosts at the same time. `reply` and `info` say what one answered that
# answered within so many tenths of a second. `self` is this pod's own server, by its socket. The limit is kept here:
# redis-cli has none of its own before 7.4, and not every image has `timeout`. As few programs as can be are started,
# for this is what a hand-over waits for.
asking=0
ask() {
  kind=$1 rounds=$(($2 * 10)) asking=$((asking + 1))
  if [ ! -d "$answers" ]; then mkdir -p "$answers"; fi
  printf '%s\n' "$3" >"$answers/commands"
  shift 3
  asked=''
  for host; do
    converse "$kind" "$host" &
    asked="$asked $!"
  done
  while [ "$rounds" -gt 0 ] && ! all_done "$@"; do
    pause 0.01
    rounds=$((rounds - 1))
  done
  for pid in $asked; do
    kill "$pid" 2>/dev/null || :
    wait "$pid" 2>/dev/null || :
  done
}

all_done() {
  for host; do
    outcome "$host"
    if [ -z "$outcome" ]; then return 1; fi
  done
}

# Sets `outcome` to how the present question to a host ended: ok, failed, or nothing yet.
outcome() {
  question='' outcome=''
  if [ -e "$answers/$1.done" ]; then read -r question outcome <"$answers/$1.done" || :; fi
  if [ "$question" != "$asking" ]; then outcome=''; fi
}

answered() {
  outcome "$1"
  [ "$outcome" = ok ]
}

converse() {
  trap 'kill "$conversation" 2>/dev/null; exit 1' TERM
  client "$1" "$2" <"$answers/commands" >"$answers/$2" 2>/dev/null &
  conversation=$!
  if wait "$conversation"; then end=ok; else end=failed; fi
  echo "$asking $end" >"$answers/$2.done"
}

# client KIND HOST [OPTION...] [COMMAND...]: becomes the client. The password goes by its environment, which others cannot read,
# never by its arguments.
client() {
  case $1 in data) port=$HA_DATA_PORT ;; *) port=$HA_SENTINEL_PORT ;; esac
  socket=$run/$1.sock place=$2
  shift 2
  if [ "$place" != self ] && [ "$HA_TLS" = yes ]; then set -- --tls --cacert "$root/tls/ca.crt" "$@"; fi
  if [ "$place" = self ]; then set -- -s "$socket" "$@"; else set -- -h "$place" -p "$port" "$@"; fi
  IFS= read -r REDISCLI_AUTH <"$root/secrets/operator-password" || :
  export REDISCLI_AUTH
  exec "$client_program" --user operator "$@"
}

# What HOST replied, nothing when it did not.
reply() {
  if answered "$1"; then cat "$answers/$1"; fi
}

# order HOST COMMAND: whether a data server did it.
order() {
  ask data 20 "$2" "$1"
  [ "$(reply "$1")" = OK ]
}

# info HOST KEY: a line of the INFO that was asked for.
info() {
  if ! answered "$1"; then return; fi
  while IFS= read -r line; do
    case $line in
      "$2":*)
        line=${line#*:}
        printf '%s\n' "${line%"$carriage_return"}"
        return
        ;;
    esac
  done <"$answers/$1"
}

# Whether the INFO that was asked for shows any key.
has_keys() {
  if ! answered "$1"; then return 1; fi
  while IFS= read -r line; do
    case $line in db*:keys=*) return 0 ;; esac
  done <"$answers/$1"
  return 1
}

# For a configuration file.
quoted() {
  printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

password() {
  quoted "$(cat "$root/secrets/$1-password")"
}

# ports NUMBER: where a server listens, for its configuration.
ports() {
  if [ "$HA_TLS" = yes ]; then printf 'port 0\ntls-port %s\n' "$1"; else printf 'port %s\n' "$1"; fi
}

# Certificate lines for a server's configuration.
tls_lines() {
  if [ "$HA_TLS" = no ]; then return; fi
  cat <<END
tls-cert-file "$root/tls/tls.crt"
tls-key-file "$root/tls/tls.key"
tls-ca-cert-file "$root/tls/ca.crt"
tls-replication yes
tls-auth-clients no
tls-protocols "TLSv1.2 TLSv1.3"
END
}

certificate() {
  if [ "$HA_TLS" = yes ]; then cat "$root/tls/tls.crt" "$root/tls/tls.key" "$root/tls/ca.crt"; fi
}

# Whether a child runs: one that has ended and was not waited for still takes signals.
runs() {
  if ! read -r _ _ process_state _ 2>/dev/null <"/proc/$1/stat"; then return 1; fi
  [ "$process_state" != Z ]
}

phase() {
  printf '%s\n' "$1" >"$run/phase"
}

# The replica-priority of redis.conf, which is Redis' own default where it says nothing.
own_priority() {
  while read -r name value; do
    if [ "$name" = replica-priority ]; then printf '%s' "$value"; return; fi
  done <"$root/config/redis.conf"
  printf 100
}

# What hooks and probes that were killed have left: it lies in memory, and there is little of it.
sweep_answers() {
  for left in "$run"/answers.[0-9]*; do
    if [ -d "$left" ] && [ ! -d "/proc/${left##*.}" ]; then rm -rf "$left"; fi
  done
}
