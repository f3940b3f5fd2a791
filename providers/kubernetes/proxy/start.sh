#!/bin/sh
# Runs HAProxy, and has it read its configuration and the authority's certificate again when that was renewed: what is
# connected stays connected.
set -eu
config=${HA_PROXY_CONFIG:-/etc/redis-ha/proxy/haproxy.cfg}
authority=${HA_ROOT:-/etc/redis-ha}/tls/ca.crt

present() {
  if [ -r "$authority" ]; then cat "$authority"; fi
}

watch() {
  known=$(present)
  while sleep "${HA_RENEWAL_S:-10}"; do
    now=$(present)
    if [ "$now" != "$known" ]; then
      known=$now
      echo 'redis-ha: Reads the new certificate.'
      kill -s USR2 "$proxy"
    fi
  done
}

haproxy -W -db -f "$config" &
proxy=$!
watch &
watcher=$!
# SIGUSR1 lets what is connected end first, as long as hard-stop-after says. Twice, since one that comes while it reloads is lost.
end() {
  kill "$watcher" 2>/dev/null || :
  kill -s USR1 "$proxy" 2>/dev/null || :
  sleep 1
  kill -s USR1 "$proxy" 2>/dev/null || :
}
trap end TERM USR1
trap 'kill "$watcher" 2>/dev/null || :' EXIT
# A signal ends the wait too; then HAProxy is still there.
while :; do
  code=0
  wait "$proxy" || code=$?
  kill -0 "$proxy" 2>/dev/null || exit "$code"
done
