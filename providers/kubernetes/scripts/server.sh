# shellcheck shell=sh disable=SC2034,SC2154 # names are shared with who sources it
# A data server as the child of its start script. Sourced after ask.sh.

data=${HA_DATA_DIR:-/data}
acl=$root/secrets/users.acl
server='' keeper=''

# Its configuration, but for ports and roles.
server_lines() {
  if [ ! -r "$root/secrets/replication-password" ]; then say "Cannot read $root/secrets/replication-password." >&2; exit 1; fi
  cat "$root/config/redis.conf"
  tls_lines
  cat <<END
unixsocket $run/data.sock
unixsocketperm 700
bind ${HA_BIND:-* -::*}
protected-mode no
daemonize no
pidfile ""
logfile ""
dir "$data"
aclfile "$acl"
masteruser replication
masterauth $(password replication)
replica-announce-ip $HA_SELF
replica-announce-port $HA_DATA_PORT
END
}

start_server() {
  rm -f "$run/data.sock"
  "$(program valkey-server redis-server)" "$run/redis.conf" &
  server=$!
}

# The kubelet renews mounted files in place. A setting of the same path makes the server read them again.
renew_certificate() {
  present=$(certificate)
  if [ "$present" = "$known" ]; then return 0; fi
  if order self "CONFIG SET tls-cert-file $root/tls/tls.crt tls-key-file $root/tls/tls.key tls-ca-cert-file $root/tls/ca.crt"; then
    known=$present
    say 'Serves the new certificate.'
  else
    progress "Does not take the new certificate: $(reply self)"
  fi
}

# Passes the signal on, waits for the server and ends as it ended.
end_with_server() {
  trap '' INT
  if [ -z "$server" ]; then exit 0; fi
  insisting=''
  if [ -n "$1" ]; then
    insist "$1" &
    insisting=$!
  fi
  code=0
  wait "$server" || code=$?
  for pid in $keeper $insisting; do kill "$pid" 2>/dev/null || :; done
  exit "$code"
}

# A server that has just copied everything refuses to end until its first append-only file is written ("Writing initial AOF,
# can't exit", server.c), and forgets that it was told to.
insist() {
  trap - TERM
  while runs "$server" && kill -s "$1" "$server" 2>/dev/null; do pause 1; done
}

seconds_since() {
  printf '%s' "$(($(date +%s) - $1))"
}
